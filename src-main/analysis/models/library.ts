/** @file The models that are at hand: folders with a card.json, ours and the user's, and single files. */
import { inEnglish, said } from "../../../src-core/messages/said.ts";
import { existsSync } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LRUCache } from "lru-cache";
import type { DamagedModel, ModelSummary } from "../../../src-core/contract/api.ts";
import type { Card } from "../../../src-core/contract/card.ts";
import { card as cardSchema } from "../../../src-core/contract/card.ts";
import type { Answers, Naming } from "../../../src-core/contract/examined.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { CardChange } from "../../../src-core/contract/model-changes.ts";
import { parse } from "../../../src-core/contract/parse.ts";
import { versionsOf } from "../../files/version-of.ts";
import { reason, why } from "../../reason.ts";
import { contentOf } from "./files/model-identity.ts";
import { factsOf } from "./facts-of.ts";
import { writeModelFacts, readModelFacts } from "./model-facts.ts";
import { importedCascade, importedFile } from "./imported-model.ts";
import type { CardPath, CardLookup, UserInput } from "./cards/card-lookup.ts";
import { lookUpCard } from "./cards/card-lookup.ts";
import type { LoadedModel, Stride } from "./model.ts";
import { loadModel, loadModelFile, readCard } from "./model.ts";
import { changeCard, copyModel } from "./own-models.ts";
import { Places } from "./places.ts";
import type { Source } from "./files/source.ts";
import { isModelFile, readSource } from "./files/source.ts";
import { demandSameId, hidden, idsIn, sizeOf, withoutCard, writeFolder } from "./model-folders.ts";

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
  private readonly places: Places;
  /** Cards for networks that are not part of the app. */
  private readonly published: string;
  private readonly loaded = new LRUCache<string, KeptModel>(kept);

  /** @param own folder of the user's models, which need not be there yet */
  constructor(folder: string, own?: string) {
    this.places = new Places(folder, own);
    this.published = join(folder, "cards");
  }

  /** Names of all models, sorted; ours come before the user's. */
  ids(): Promise<string[]> {
    return this.places.ids();
  }

  /** Cards of the models that are part of the app: their networks are not read for this. */
  async ownCards(): Promise<Card[]> {
    const { ours } = this.places;
    return Promise.all((await idsIn(ours)).map((id) => readCard(join(ours, id))));
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
      throw new UserError("invalid-request", said("models.card-card-preset-window", { model }));
    // A folder is written whole, and its card holds the sum of its network.
    const files = [join(folder, "card.json")];
    const versions = await versionsOf(files);
    const loaded = await loadModel(folder, stride);
    demandSameId(folder, loaded.card);
    return { model: loaded, files, versions };
  }

  /** Where a model's card and networks lie. @throws UserError when there is no such model */
  folderOf(model: string): Promise<string> {
    return this.places.folderOf(model);
  }

  /** Path of a model's sample image. @throws UserError where it has none */
  async sample(model: string): Promise<string> {
    const folder = join(await this.folderOf(model), "samples");
    const [first] = existsSync(folder) ? (await readdir(folder)).sort() : [];
    if (first === undefined)
      throw new UserError("not-found", said("models.no-sample-image", { model }));
    return join(folder, first);
  }

  /** @throws UserError when one of our own models is broken; one of the user's is told of and left out */
  async summaries(): Promise<ModelSummary[]> {
    const summaries: ModelSummary[] = [];
    const ours = await idsIn(this.places.ours);
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
    for (const id of await this.places.cardless())
      console.warn(
        `model ${id} is left out: ${withoutCard(join(this.places.theirs ?? "", id)).message}`,
      );
    return summaries;
  }

  /** Models of the user's own that cannot be used, and why. */
  async damaged(): Promise<DamagedModel[]> {
    const own = this.places.theirs;
    if (own === undefined) return [];
    const found: DamagedModel[] = [];
    for (const id of await this.places.cardless())
      found.push({ id, ...toldOf(withoutCard(join(own, id))) });
    for (const id of await idsIn(own)) {
      if (!(await this.places.isOwn(id))) {
        found.push({ id, message: inEnglish(hidden(join(own, id))), said: hidden(join(own, id)) });
        continue;
      }
      const cause: unknown = await this.summary(id).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      // One that is gone was removed meanwhile.
      if (cause !== null && (await idsIn(own)).includes(id)) found.push({ id, ...toldOf(cause) });
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private async summary(id: string): Promise<ModelSummary> {
    const folder = await this.folderOf(id);
    const own = await this.places.isOwn(id);
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
    const own = await this.places.placeFor(id);
    const sources = await Promise.all(paths.map((path) => readSource(path)));
    const [only, ...further] = sources;
    if (!only) throw new UserError("invalid-request", said("models.no-file-model-named"));
    if (further.length > 0 && cardPath !== undefined)
      throw new UserError(
        "invalid-request",
        said("models.card-one-file-named", {
          which: typeof cardPath === "string" ? cardPath : cardPath.offered,
          sources: sources.length,
        }),
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
    const whole = parse(cardSchema, { ...card, id, title: named }, id, "invalid-model");
    await writeFolder(own, whole, files);
    return this.added(own, id);
  }

  /** What is known of a file before anything is asked. @throws UserError where a card is broken or contradicted */
  lookUpCard(source: Source, said: UserInput): Promise<CardLookup> {
    return lookUpCard(source, said, this.published);
  }

  /** @returns what its networks were known by @throws UserError for a model that is not the user's own */
  async remove(id: string): Promise<string[]> {
    const isCardless = (await this.places.cardless()).includes(id);
    const folder = isCardless ? join(this.places.theirs ?? "", id) : await this.folderOf(id);
    if (!isCardless && !(await this.places.isOwn(id)))
      throw new UserError("invalid-request", said("models.part-app-cannot-removed", { id }));
    // One whose card cannot be read was never opened.
    const card = await readCard(folder).catch(() => null);
    // It is gone at once: nobody lists half a model.
    const removed = join(dirname(folder), `.${id}.${process.pid}.part`);
    await rename(folder, removed);
    await rm(removed, { recursive: true, force: true });
    return card ? this.forget(id, card) : [];
  }

  /** A copy of any model among the user's own. @throws UserError when the id is taken */
  async copy(of: string, naming: Naming): Promise<ModelSummary> {
    const own = await this.places.placeFor(naming.id);
    await copyModel(await this.folderOf(of), own, naming);
    return this.added(own, naming.id);
  }

  /**
   * Another card over the networks of one of the user's models.
   * @returns it, and what its networks were known by @throws UserError where they do not fit together
   */
  async change(id: string, change: CardChange): Promise<[ModelSummary, string[]]> {
    const folder = await this.folderOf(id);
    if (!(await this.places.isOwn(id)))
      throw new UserError("invalid-request", said("models.part-app-cannot-changed", { id }));
    const before = await changeCard(folder, change);
    return [await this.summary(id), this.forget(id, before)];
  }

  /** What was added, as it is listed; what cannot be used is not left there, where it would keep others from its id. */
  private async added(own: string, id: string): Promise<ModelSummary> {
    try {
      return await this.summary(id);
    } catch (cause) {
      await rm(join(own, id), { recursive: true, force: true });
      throw cause;
    }
  }

  /** @returns what the networks of a card were known by */
  private forget(id: string, card: Card): string[] {
    const strides = ["native", 1] as const;
    for (const stride of strides) this.loaded.delete(modelKey({ model: id, stride }));
    return strides.map((stride) => contentOf(card.sha256, card, stride));
  }
}

/** What is kept, unless there is another one by now; one that is gone is as good as it was. */
async function unchanged(known: KeptModel | undefined): Promise<KeptModel | undefined> {
  const now = known && (await versionsOf(known.files));
  return now === null || now === known?.versions ? known : undefined;
}

const toldOf = (cause: unknown): Omit<DamagedModel, "id"> => ({
  message: reason(cause),
  said: why(cause),
});
