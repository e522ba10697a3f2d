/** @file A batch in a folder of its own, where it outlives the app: what it is, its images, its journal and its results. */
import { said } from "../../src-core/messages/said.ts";
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import type {
  BatchAdded,
  BatchItem,
  BatchRequest,
  BatchState,
} from "../../src-core/contract/batch.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import { failureOf, renamed, UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { Analyst } from "../analysis/analyst.ts";
import { appVersion } from "../files/app-root.ts";
import { writeNew } from "../files/atomic.ts";
import { makeFolder } from "../files/make-folder.ts";
import { readRegular } from "../files/regular-file.ts";
import type { AddedImage, BatchListener } from "./batch.ts";
import { Batch } from "./batch.ts";
import type { Description } from "./description.ts";
import {
  requestInState,
  descriptionOf,
  ownFiles,
  readDescription,
  resultsOf,
} from "./description.ts";
import { isFolder } from "./inputs.ts";
import { thumbnailOf } from "./item.ts";
import { Journal } from "./journal.ts";
import { isTaken } from "./upload-filter.ts";
import { statOf, Scan } from "./scan.ts";
import { differences, identifyKnown, isUnsure, modelsThreshold } from "./settings.ts";
import { SourceList } from "./source-list.ts";
import { tableLines } from "./table.ts";
import { uploadName } from "./upload-name.ts";

type BatchAnalyst = Pick<Analyst, "item" | "models">;

/** Longest side of the pictures in the table, pixels. */
const thumbnailSide = 96;

export class KeptBatch {
  readonly id: string;
  readonly created: string;
  private readonly folder: string;
  private readonly about: Description;
  private readonly analyst: BatchAnalyst;
  private readonly journal: Journal;
  private readonly sources: SourceList;
  private readonly batch: Batch;
  /** What is missing of its images, until some are added. */
  private damage: Failure | null = null;

  private constructor(
    folder: string,
    about: Description,
    analyst: BatchAnalyst,
    journal: Journal,
    sources: SourceList,
  ) {
    this.id = basename(folder);
    this.folder = folder;
    this.about = about;
    this.created = about.created;
    this.analyst = analyst;
    this.journal = journal;
    this.sources = sources;
    const { request, settings } = about;
    const { device, runs, sha256, card } = settings;
    const mark = card === undefined ? undefined : { sha256, card };
    this.batch = new Batch({
      analyst,
      journal,
      folder: resultsOf(folder),
      overwrite: false,
      request: { ...request, mark, device, runs },
      thumbnails: { folder: join(folder, "thumbnails"), side: thumbnailSide },
    });
  }

  /** @param folder of all batches @throws UserError when the model is unknown or nothing can be written */
  static async create(
    folder: string,
    request: BatchRequest,
    analyst: BatchAnalyst,
  ): Promise<KeptBatch> {
    const { stride, overlap, exports, device } = request;
    const identity = await identifyKnown(analyst, request);
    const threshold = request.threshold ?? (await modelsThreshold(analyst, request.model));
    const same = { stride, threshold, overlap, exports, runs: 1, device };
    const settings = { ...identity, ...same };
    const created = new Date().toISOString();
    const own = join(folder, randomUUID());
    const about: Description = { version: 1, created, request, settings };
    await writeNew(descriptionOf(own), JSON.stringify(about), { overwrite: false, flush: true });
    return KeptBatch.load(own, analyst);
  }

  /** With what it has done before. @throws when the folder holds no whole batch */
  static async load(folder: string, analyst: BatchAnalyst): Promise<KeptBatch> {
    const about = await readDescription(folder);
    const journal = await Journal.open(resultsOf(folder), about.settings, appVersion());
    const list = join(folder, "sources.ndjson");
    const { sources, images } = await SourceList.open(list, about.settings, appVersion()).catch(
      async (cause: unknown) => {
        await journal.close();
        throw cause;
      },
    );
    const kept = new KeptBatch(folder, about, analyst, journal, sources);
    kept.batch.add(images);
    kept.damage = damageOf(sources, journal, images);
    return kept;
  }

  get state(): BatchState {
    const { skipped } = this.sources;
    const about = { ...requestInState(this.about.request), id: this.id, skipped };
    const { standing } = this.batch;
    const message = standing.message ?? this.damage;
    return { ...about, folder: resultsOf(this.folder), ...standing, message };
  }

  /** Rows of the table; they speak of names, not of paths. */
  page(from: number, most: number): BatchItem[] {
    return this.batch.page(from, most).map((row) => {
      if (!row.failure) return row;
      const { path, name } = this.batch.item(row.index);
      return { ...row, failure: renamed(row.failure, (text) => text.replaceAll(path, () => name)) };
    });
  }

  /** The whole table as CSV, in pieces. */
  *table(): Generator<string> {
    yield* tableLines(this.page(0, this.batch.standing.total));
  }

  subscribe = (listener: BatchListener): (() => void) => this.batch.subscribe(listener);

  /** A file or folder of the user's, which stays where it is. */
  async addPath(path: string): Promise<BatchAdded> {
    if (!(await isFolder(path)))
      return this.add([{ path, name: basename(path), ...(await statOf(path)) }]);
    const scan = new Scan();
    await scan.walk(path, `${basename(path)}/`);
    return this.add(scan.images, scan.skipped, scan.problems);
  }

  /** Bytes of a file that has no path here. @param name with folders @throws UserError for one that leads elsewhere */
  async addFile(name: string, save: (path: string) => Promise<void>): Promise<BatchAdded> {
    const place = parse(uploadName, name, "name", "invalid-request");
    if (!isTaken(place.split("/"))) return this.add([], 1);
    const uploads = join(this.folder, "uploads");
    await makeFolder(uploads);
    // Its own name is the user's to see; on the disk nothing depends on it.
    const path = join(uploads, `${randomUUID()}${extname(place).slice(0, 12)}`);
    await save(path);
    return this.add([{ path, name: place, ...(await statOf(path)) }]);
  }

  /** @throws UserError when the model is another one than when the batch was made */
  async start(): Promise<void> {
    const { settings, request } = this.about;
    const now = { ...settings, ...(await identifyKnown(this.analyst, request)) };
    if (isUnsure(settings, now))
      throw new UserError(
        "invalid-request",
        said("batch.was-made-fullconv-did", { name: request.name }),
      );
    const told = differences(settings, now);
    if (told.length > 0)
      throw new UserError(
        "invalid-request",
        said("batch.since-batch-was-made", { name: request.name, told: told.join("; ") }),
      );
    await this.batch.renew();
    this.batch.start();
  }

  pause(): void {
    this.batch.pause();
  }

  stop = (): Promise<void> => this.batch.stop();

  async retry(): Promise<void> {
    await this.batch.retry();
    await this.start();
  }

  /** Path and name of an item's image. @throws UserError when there is no such item */
  image(index: number): { path: string; name: string } {
    const { path, name } = this.batch.item(index);
    return { path, name };
  }

  /** WebP. @throws UserError where there is none yet */
  async thumbnail(index: number): Promise<Uint8Array> {
    const path = thumbnailOf(join(this.folder, "thumbnails"), this.batch.item(index).index);
    return readRegular(path).catch((cause: unknown) => {
      throw new UserError("not-found", said("batch.item-no-thumbnail-yet", { index }), { cause });
    });
  }

  /** Nothing runs afterwards; everything is on the disk. What runs is stopped before this returns its promise. */
  async close(): Promise<void> {
    await this.batch.stop();
    await Promise.all([this.journal.close(), this.sources.close()]);
  }

  /** Ends it for good. @param results whether they go, too; where there are none yet, nothing is left anyway */
  async remove(results: boolean): Promise<void> {
    await this.close();
    this.batch.forget();
    const isEmpty = this.batch.standing.done === 0;
    const gone =
      results || isEmpty ? [this.folder] : ownFiles.map((part) => join(this.folder, part));
    for (const path of gone) await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }

  private async add(
    found: readonly AddedImage[],
    skipped = 0,
    problems: readonly string[] = [],
  ): Promise<BatchAdded> {
    const added = this.batch.add(found);
    await this.sources.add(added, skipped);
    this.damage = null;
    return { added: added.length, skipped, problems: [...problems] };
  }
}

/** What its list of images has lost, where that can be told: by a line that ends early, or by what was begun and is not in it. */
function damageOf(
  { isTorn }: SourceList,
  journal: Journal,
  images: readonly AddedImage[],
): Failure | null {
  const lost = journal.others(images.map(({ path }) => path));
  if (lost.length > 0) {
    const [first] = lost;
    const message = said("batch.list-images-damaged-were", {
      lost: lost.length,
      name: first?.name ?? "",
    });
    return failureOf(new UserError("not-found", message));
  }
  if (!isTorn) return null;
  const message = said("batch.list-images-ends-middle");
  return failureOf(new UserError("not-found", message));
}
