/** @file The models that are at hand: folders with a card.json, ours and the user's, and single files. */
import { existsSync } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LRUCache } from "lru-cache";
import type { DamagedModel, ModelSummary } from "../../../src-core/contract/api.ts";
import type { Card } from "../../../src-core/contract/card.ts";
import { card as cardSchema } from "../../../src-core/contract/card.ts";
import type { Answers, Naming } from "../../../src-core/contract/examined.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { parse } from "../../../src-core/contract/parse.ts";
import { folderTrouble } from "../../files/folder-trouble.ts";
import { versionsOf } from "../../files/version-of.ts";
import { reason } from "../../reason.ts";
import { contentOf } from "./files/model-identity.ts";
import { factsOf } from "./facts-of.ts";
import { writeModelFacts, readModelFacts } from "./model-facts.ts";
import { importedCascade, importedFile } from "./imported-model.ts";
import type { CardPath, CardLookup, UserInput } from "./cards/card-lookup.ts";
import { lookUpCard } from "./cards/card-lookup.ts";
import type { LoadedModel, Stride } from "./model.ts";
import { loadModel, loadModelFile, readCard } from "./model.ts";
import type { Source } from "./files/source.ts";
import { isModelFile, readSource } from "./files/source.ts";
import {
  cardless,
  demandSameId,
  hidden,
  idsIn,
  sizeOf,
  withoutCard,
  writeFolder,
} from "./model-folders.ts";

export interface ModelRequest {
  /** An id, or the path of a model's file. */
  readonly model: string;
  /** Path of the card of a file that has none beside it. */
  readonly card?: string | undefined;
  /** What the user says of a file without a card. */
  readonly answers?: Answers | undefined;
  readonly stride?: Stride | undefined;
}

export const modelKey = ({ model, card, answers, stride }: ModelRequest): string =>
  JSON.stringify([model, card, answers ?? {}, stride ?? "native"]);

interface KeptModel {
  readonly model: LoadedModel;
  /** Files that it is of; where others take their names it is another one. */
  readonly files: readonly string[];
  /** Of these, as they were; null where one was not there. */
  readonly versions: string | null;
}

/** All of ours and some of the user's; their weights are held a second time by whatever runs them. */
const kept = {
  max: 16,
  maxSize: 512 * 2 ** 20,
  sizeCalculation: ({ model }: KeptModel) => Math.min(Math.max(model.bytes, 1), 512 * 2 ** 20),
};

/** Loads each model once, and keeps those that were used last. */
export class Library {
  private readonly folder: string;
  private readonly own: string | undefined;
  /** Cards for networks that are not part of the app. */
  private readonly published: string;
  private readonly loaded = new LRUCache<string, KeptModel>(kept);

  /** @param own folder of the user's models, which need not be there yet */
  constructor(folder: string, own?: string) {
    this.folder = folder;
    this.own = own;
    this.published = join(folder, "cards");
  }

  /** Names of all models, sorted; ours come before the user's. */
  async ids(): Promise<string[]> {
    const ours = await idsIn(this.folder);
    const theirs = this.own === undefined ? [] : await idsIn(this.own);
    return [...ours, ...theirs.filter((id) => !ours.includes(id))];
  }

  /** Cards of the models that are part of the app: their networks are not read for this. */
  async ownCards(): Promise<Card[]> {
    return Promise.all((await idsIn(this.folder)).map((id) => readCard(join(this.folder, id))));
  }

  /** @throws UserError when there is no such model, or it cannot be read */
  async get(request: ModelRequest): Promise<LoadedModel> {
    const key = modelKey(request);
    // A model that failed is tried anew next time: the user may have mended the file.
    const model = (await unchanged(this.loaded.get(key))) ?? (await this.load(request));
    this.loaded.set(key, model);
    return model.model;
  }

  /** The same for a look in passing: nothing that is kept makes room for it. */
  async peek(request: ModelRequest): Promise<LoadedModel> {
    return ((await unchanged(this.loaded.peek(modelKey(request)))) ?? (await this.load(request)))
      .model;
  }

  private async load(request: ModelRequest): Promise<KeptModel> {
    const { model, card, answers = {}, stride } = request;
    // Looked at before they are read: what changes meanwhile is noticed next time.
    if (isModelFile(model)) {
      const files = card === undefined ? [model] : [model, card];
      const versions = await versionsOf(files);
      const read = await loadModelFile(model, card, answers, stride, this.published);
      return { model: read, files, versions };
    }
    const folder = await this.folderOf(model);
    if (card !== undefined || Object.keys(answers).length > 0)
      throw new UserError(
        "invalid-request",
        `${model} has its card; --card, --preset, --window and the like go with a model's file`,
      );
    // A folder is written whole, and its card holds the sum of its network.
    const files = [join(folder, "card.json")];
    const versions = await versionsOf(files);
    const loaded = await loadModel(folder, stride);
    demandSameId(folder, loaded.card);
    return { model: loaded, files, versions };
  }

  private async folderOf(model: string): Promise<string> {
    const ids = await this.ids();
    if (!ids.includes(model) && (await this.cardless()).includes(model))
      throw withoutCard(join(this.own ?? "", model));
    if (!ids.includes(model)) {
      const trouble = this.own === undefined ? null : await folderTrouble(this.own);
      const missing = trouble === null ? "" : `; ${this.own}: cannot be read: ${trouble}`;
      throw new UserError(
        "unknown-model",
        `model ${model} is unknown: choose one of ${ids.join(", ")}, or name an .onnx file${missing}`,
      );
    }
    const ours = join(this.folder, model);
    return existsSync(join(ours, "card.json")) ? ours : join(this.own ?? this.folder, model);
  }

  /** Path of a model's sample image. @throws UserError where it has none */
  async sample(model: string): Promise<string> {
    const folder = join(await this.folderOf(model), "samples");
    const [first] = existsSync(folder) ? (await readdir(folder)).sort() : [];
    if (first === undefined) throw new UserError("not-found", `${model} has no sample image`);
    return join(folder, first);
  }

  /** @throws UserError when one of our own models is broken; one of the user's is told of and left out */
  async summaries(): Promise<ModelSummary[]> {
    const summaries: ModelSummary[] = [];
    const ours = await idsIn(this.folder);
    for (const id of await this.ids()) {
      try {
        summaries.push(await this.summary(id));
      } catch (cause) {
        if (ours.includes(id)) throw cause;
        // One that is gone was removed meanwhile, here or by another process.
        if ((await this.ids()).includes(id))
          console.warn(`model ${id} is left out: ${reason(cause)}`);
      }
    }
    for (const id of await this.cardless())
      console.warn(`model ${id} is left out: ${withoutCard(join(this.own ?? "", id)).message}`);
    return summaries;
  }

  /** Models of the user's own that cannot be used, and why. */
  async damaged(): Promise<DamagedModel[]> {
    const { own } = this;
    if (own === undefined) return [];
    const found: DamagedModel[] = [];
    for (const id of await this.cardless())
      found.push({ id, message: withoutCard(join(own, id)).message });
    for (const id of await idsIn(own)) {
      if (!(await this.isOwn(id))) {
        found.push({ id, message: hidden(join(own, id)) });
        continue;
      }
      const cause: unknown = await this.summary(id).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      // One that is gone was removed meanwhile.
      if (cause !== null && (await idsIn(own)).includes(id))
        found.push({ id, message: reason(cause) });
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private cardless = async (): Promise<string[]> =>
    this.own === undefined ? [] : cardless(this.own);

  private isOwn = async (id: string): Promise<boolean> =>
    this.own !== undefined && (await this.folderOf(id)) === join(this.own, id);

  private async summary(id: string): Promise<ModelSummary> {
    const folder = await this.folderOf(id);
    const own = await this.isOwn(id);
    const card = own ? await readCard(folder) : undefined;
    if (card) demandSameId(folder, card);
    const known = card && (await readModelFacts(folder, card));
    const sample = existsSync(join(folder, "samples"));
    // A network that is not all there is looked into again, and told of.
    if (card && known?.bytes === (await sizeOf(folder, card)))
      return { ...card, ...known, sample, own };
    const model = await this.get({ model: id });
    const facts = factsOf(model);
    if (own) await writeModelFacts(folder, model.card, facts);
    return { ...model.card, ...facts, sample, own };
  }

  /**
   * Adds a file to the user's models: a folder with the network as ONNX and its card, whole or not there.
   * @param paths of one model: a file, or those of a cascade's networks
   * @throws UserError when something is still to be answered, or the id is taken
   */
  async keep(
    paths: readonly string[],
    answers: Answers,
    { id, title }: Naming,
    cardPath?: CardPath,
  ): Promise<ModelSummary> {
    const { own } = this;
    if (own === undefined)
      throw new UserError("invalid-request", "there is no folder for the user's models");
    if ([...(await this.ids()), ...(await this.cardless())].includes(id))
      throw new UserError(
        "output-exists",
        `model ${id} is there already and is not overwritten: choose another id, or remove it first`,
      );
    const sources = await Promise.all(paths.map((path) => readSource(path)));
    const [only, ...further] = sources;
    if (!only) throw new UserError("invalid-request", "no file of a model is named");
    if (further.length > 0 && cardPath !== undefined)
      throw new UserError(
        "invalid-request",
        `${typeof cardPath === "string" ? cardPath : cardPath.offered}: a card is of one file, ${sources.length} are named: name its first network, the card names the others`,
      );
    const isOne = further.length === 0;
    const known = isOne ? await this.lookUpCard(only, { answers, card: cardPath }) : undefined;
    const { card, files } = known
      ? await importedFile(known)
      : await importedCascade(sources, answers);
    const titled = (known?.card ?? known?.over)?.card.title;
    const inferred = isOne ? (only.format === "onnx" ? id : only.title) : "MTCNN";
    const name = title ?? titled?.en ?? inferred;
    // A card that says its name in both languages keeps them.
    const named = name === card.title.en ? card.title : { en: name, zh: name };
    const folder = join(own, id);
    const whole = parse(cardSchema, { ...card, id, title: named }, id, "invalid-model");
    await writeFolder(own, whole, files);
    try {
      return await this.summary(id);
    } catch (cause) {
      // What cannot be used is not left there, where it would keep others from its id.
      await rm(folder, { recursive: true, force: true });
      throw cause;
    }
  }

  /** What is known of a file before anything is asked. @throws UserError where a card is broken or contradicted */
  lookUpCard(source: Source, said: UserInput): Promise<CardLookup> {
    return lookUpCard(source, said, this.published);
  }

  /** @returns what its networks were known by @throws UserError for a model that is not the user's own */
  async remove(id: string): Promise<string[]> {
    const isCardless = (await this.cardless()).includes(id);
    const folder = isCardless ? join(this.own ?? "", id) : await this.folderOf(id);
    if (!isCardless && !(await this.isOwn(id)))
      throw new UserError("invalid-request", `${id} is part of the app and cannot be removed`);
    // One whose card cannot be read was never opened.
    const card = await readCard(folder).catch(() => null);
    // It is gone at once: nobody lists half a model.
    const removed = join(dirname(folder), `.${id}.${process.pid}.part`);
    await rename(folder, removed);
    await rm(removed, { recursive: true, force: true });
    const strides = ["native", 1] as const;
    for (const stride of strides) this.loaded.delete(modelKey({ model: id, stride }));
    return card ? strides.map((stride) => contentOf(card.sha256, card, stride)) : [];
  }
}

/** What is kept, unless there is another one by now; one that is gone is as good as it was. */
async function unchanged(known: KeptModel | undefined): Promise<KeptModel | undefined> {
  const now = known && (await versionsOf(known.files));
  return now === null || now === known?.versions ? known : undefined;
}
