/** @file The models that are at hand: folders with a card.json. */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ModelSummary } from "../../src-core/contract/api.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { LoadedModel } from "./model.ts";
import { loadModel, loadModelFile } from "./model.ts";

/** Loads each model once. */
export class Library {
  private readonly folder: string;
  private readonly loaded = new Map<string, Promise<LoadedModel>>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Names of the model folders, sorted. */
  async ids(): Promise<string[]> {
    const entries = await readdir(this.folder, { withFileTypes: true });
    const isModel = (name: string): boolean => existsSync(join(this.folder, name, "card.json"));
    return entries
      .map(({ name }) => name)
      .filter(isModel)
      .sort();
  }

  /**
   * @param model an id, or the path of an ONNX file
   * @throws UserError when there is no such model, or it cannot be read
   */
  async get(model: string, card?: string): Promise<LoadedModel> {
    const key = JSON.stringify([model, card]);
    const known = this.loaded.get(key) ?? this.load(model, card);
    this.loaded.set(key, known);
    // A model that failed is tried anew next time: the user may have mended the file.
    known.catch(() => this.loaded.delete(key));
    return known;
  }

  private async load(model: string, card?: string): Promise<LoadedModel> {
    if (/\.onnx$/i.test(model)) return loadModelFile(model, card);
    await this.checkId(model);
    if (card !== undefined)
      throw new UserError(
        "invalid-request",
        `--card goes with an .onnx file; ${model} has its own`,
      );
    return loadModel(join(this.folder, model));
  }

  private async checkId(model: string): Promise<void> {
    const ids = await this.ids();
    if (!ids.includes(model))
      throw new UserError(
        "unknown-model",
        `model ${model} is unknown: choose one of ${ids.join(", ")}, or name an .onnx file`,
      );
  }

  /** Path of a model's sample image. @throws UserError where it has none */
  async sample(model: string): Promise<string> {
    await this.checkId(model);
    const folder = join(this.folder, model, "samples");
    const [first] = existsSync(folder) ? (await readdir(folder)).sort() : [];
    if (first === undefined) throw new UserError("not-found", `${model} has no sample image`);
    return join(folder, first);
  }

  async summaries(): Promise<ModelSummary[]> {
    const ids = await this.ids();
    return Promise.all(ids.map(async (id) => this.summary(await this.get(id))));
  }

  private summary({ card, surgery, expected, bytes }: LoadedModel): ModelSummary {
    return {
      ...card,
      sample: existsSync(join(this.folder, card.id, "samples")),
      strideX: surgery.horizontal.jump,
      strideY: surgery.vertical.jump,
      equality: expected,
      parameters: surgery.layers.reduce((sum, { parameters }) => sum + parameters, 0),
      bytes,
    };
  }
}
