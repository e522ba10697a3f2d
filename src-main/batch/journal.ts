/** @file What a batch has done, on the disk before anybody hears of it: it can go on after a crash, and its results stay there. */
import { said } from "../../src-core/messages/said.ts";
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { isModelFile } from "../analysis/models/files/source.ts";
import type { Analysis } from "../../src-core/contract/analysis.ts";
import { analysis } from "../../src-core/contract/analysis.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import { failure, UserError } from "../../src-core/contract/failure.ts";
import { isBelow } from "./output-containment.ts";
import { HeaderCheck, headerOf } from "./run-header.ts";
import type { Line } from "./split-lines.ts";
import { AppendLog } from "./append-log.ts";
import type { TableRow } from "./table-row.ts";
import { tableRowOf } from "./table-row.ts";
import type { FoundImage } from "./scan.ts";
import type { BatchSettings } from "./settings.ts";
import { exportEndings } from "../../src-core/contract/exports.ts";
import { removeLeftovers } from "../files/leftovers.ts";

export const journalName = "fullconv-batch.ndjson";

const imageFields = {
  /** Absolute: what an image is known by. */
  path: z.string(),
  name: z.string(),
  /** Path of its outputs below the journal's folder, without endings. */
  target: z.string(),
  size: z.number().nullable(),
  modified: z.number().nullable(),
};

const entry = z.discriminatedUnion("type", [
  /** From here on its outputs are ours: none of them was there before. */
  z.looseObject({ type: z.literal("begun"), ...imageFields }),
  z.looseObject({ type: z.literal("done"), ...imageFields, result: analysis }),
  z.looseObject({ type: z.literal("failed"), ...imageFields, failure }),
]);

type Entry = z.infer<typeof entry>;

/** What is known of an image from its lines: not its detections, which stay in the file. */
export interface KnownImage {
  readonly name: string;
  readonly target: string;
  readonly size: number | null;
  readonly modified: number | null;
  readonly row: TableRow | null;
  readonly failure: Failure | null;
  readonly line: Line | null;
  /** Whether its outputs are ours, whole or not. */
  readonly begun: boolean;
}

export interface BatchImage extends FoundImage {
  readonly target: string;
}

const isOutput = (name: string): boolean =>
  Object.values(exportEndings).some((ending) => name.endsWith(ending));

export class Journal {
  private readonly log: AppendLog;
  private readonly images: Map<string, KnownImage>;
  /** What whoever goes on with it should know, a line each. */
  readonly notes: readonly string[];

  private constructor(log: AppendLog, images: Map<string, KnownImage>, notes: readonly string[]) {
    this.log = log;
    this.images = images;
    this.notes = notes;
  }

  /**
   * Goes on with the journal of a folder, or begins one. What is refused is left as it was.
   * @throws UserError when its settings were others, it is of another run or version, leads out of its folder, or cannot be
   * read or written
   */
  static async open(folder: string, settings: BatchSettings, app: string): Promise<Journal> {
    const path = join(folder, journalName);
    const images = new Map<string, KnownImage>();
    const head = new HeaderCheck(path);
    let unreadable = 0;
    const log = await AppendLog.open(
      path,
      (value, line) => {
        if (head.take(value)) return;
        const read = entry.safeParse(value);
        // Of a later version, or damaged: the image is done again.
        if (!read.success) unreadable++;
        else remember(images, demandOwn(read.data, settings, head), line);
      },
      (torn) => {
        head.demand(settings, torn);
      },
    );
    const notes = [
      ...(head.app === null || head.app === app
        ? []
        : [`${path}: was begun by Fullconv ${head.app}, and is gone on with by ${app}`]),
      ...(unreadable === 0
        ? []
        : [`${path}: ${unreadable} lines cannot be read: their images are done again`]),
    ];
    // Whoever wrote here before writes no more: the journal has one writer.
    await removeLeftovers(folder, isOutput);
    const journal = new Journal(log, images, notes);
    try {
      if (head.isMissing) await log.append(headerOf(settings, app));
    } catch (cause) {
      await log.close();
      throw cause;
    }
    return journal;
  }

  static isIn(folder: string): Promise<boolean> {
    return stat(join(folder, journalName)).then(
      () => true,
      () => false,
    );
  }

  get(path: string): KnownImage | undefined {
    return this.images.get(resolve(path));
  }

  /** Images that it knows besides those with these paths. */
  others(paths: Iterable<string>): KnownImage[] {
    const known = new Map(this.images);
    for (const path of paths) known.delete(resolve(path));
    return [...known.values()];
  }

  async begin(subject: BatchImage): Promise<void> {
    await this.keep(subject, { type: "begun" });
  }

  /** The result itself goes to the disk; its row stays. */
  async done(subject: BatchImage, result: Analysis): Promise<TableRow> {
    const row = tableRowOf(result);
    const line = await this.log.append({ type: "done", ...told(subject), result });
    this.images.set(resolve(subject.path), {
      ...told(subject),
      row,
      failure: null,
      line,
      begun: true,
    });
    return row;
  }

  async failed(subject: BatchImage, why: Failure): Promise<void> {
    await this.keep(subject, { type: "failed", failure: why });
    await this.log.sync();
  }

  /** @throws UserError for an image that is not done */
  async result(path: string): Promise<Analysis> {
    const line = this.get(path)?.line;
    const value = line && (await this.log.read(line));
    const read = entry.safeParse(value);
    if (!read.success || read.data.type !== "done")
      throw new UserError("not-found", said("batch.no-result", { path, journal: this.log.path }));
    return read.data.result;
  }

  sync = (): Promise<void> => this.log.sync();

  close = (): Promise<void> => this.log.close();

  private async keep(
    subject: BatchImage,
    more: { type: "begun" } | { type: "failed"; failure: Failure },
  ): Promise<void> {
    await this.log.append({ ...more, ...told(subject) });
    const why = more.type === "failed" ? more.failure : null;
    const begun = more.type === "begun" || this.get(subject.path)?.begun === true;
    this.images.set(resolve(subject.path), {
      ...told(subject),
      row: null,
      failure: why,
      line: null,
      begun,
    });
  }
}

const told = ({ path, name, target, size, modified }: BatchImage): BatchImage => ({
  path: resolve(path),
  name,
  target,
  size,
  modified,
});

/** @throws UserError for a line whose outputs would lie elsewhere, or whose result is another model's */
function demandOwn(line: Entry, { model }: BatchSettings, head: HeaderCheck): Entry {
  if (!isBelow(line.target))
    throw head.refused(`names a place outside its folder, ${JSON.stringify(line.target)}`);
  // What a model's file is called in results is not said by its path.
  if (line.type === "done" && !isModelFile(model) && line.result.model.id !== model)
    throw head.refused(`has results of ${line.result.model.id}, and was begun with ${model}`);
  return line;
}

function remember(images: Map<string, KnownImage>, entry: Entry, line: Line): void {
  const { type, path, name, target, size, modified } = entry;
  const before = images.get(path);
  const begun = type !== "failed" || (before?.begun === true && before.target === target);
  const row = entry.type === "done" ? tableRowOf(entry.result) : null;
  const why = entry.type === "failed" ? entry.failure : null;
  images.set(path, {
    name,
    target,
    size,
    modified,
    row,
    failure: why,
    begun,
    line: row ? line : null,
  });
}
