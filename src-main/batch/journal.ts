/** @file What a batch has done, on the disk before anybody hears of it: it can go on after a crash, and its results stay there. */
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import type { Analysis } from "../../src-core/contract/analysis.ts";
import { analysis } from "../../src-core/contract/analysis.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import { failure, UserError } from "../../src-core/contract/failure.ts";
import type { Line } from "./log.ts";
import { Log } from "./log.ts";
import type { Row } from "./row.ts";
import { rowOf } from "./row.ts";
import type { Found } from "./scan.ts";
import type { BatchSettings } from "./settings.ts";
import { batchSettings, differences } from "./settings.ts";

export const journalName = "fullconv-batch.ndjson";

const about = {
  /** Absolute: what an image is known by. */
  path: z.string(),
  name: z.string(),
  /** Path of its outputs below the journal's folder, without endings. */
  target: z.string(),
  size: z.number().nullable(),
  modified: z.number().nullable(),
};

const first = z.looseObject({
  type: z.literal("batch"),
  version: z.literal(1),
  settings: batchSettings,
});

const entry = z.discriminatedUnion("type", [
  /** From here on its outputs are ours: none of them was there before. */
  z.looseObject({ type: z.literal("begun"), ...about }),
  z.looseObject({ type: z.literal("done"), ...about, result: analysis }),
  z.looseObject({ type: z.literal("failed"), ...about, failure }),
]);

/** What is known of an image from its lines: not its detections, which stay in the file. */
export interface Remembered {
  readonly target: string;
  readonly size: number | null;
  readonly modified: number | null;
  readonly row: Row | null;
  readonly failure: Failure | null;
  readonly line: Line | null;
  /** Whether its outputs are ours, whole or not. */
  readonly begun: boolean;
}

export interface Subject extends Found {
  readonly target: string;
}

export class Journal {
  private readonly log: Log;
  private readonly images: Map<string, Remembered>;

  private constructor(log: Log, images: Map<string, Remembered>) {
    [this.log, this.images] = [log, images];
  }

  /**
   * Goes on with the journal of a folder, or begins one.
   * @throws UserError when its settings were others, or it cannot be read or written
   */
  static async open(folder: string, settings: BatchSettings, app: string): Promise<Journal> {
    const images = new Map<string, Remembered>();
    const heads: BatchSettings[] = [];
    const log = await Log.open(join(folder, journalName), (value, line) => {
      const begin = first.safeParse(value);
      if (begin.success) heads.push(begin.data.settings);
      else remember(images, value, line);
    });
    const [head] = heads;
    try {
      if (head) demandSame(head, settings, log.path);
      else await log.append({ type: "batch", version: 1, app, settings });
    } catch (cause) {
      await log.close();
      throw cause;
    }
    return new Journal(log, images);
  }

  static isIn(folder: string): Promise<boolean> {
    return stat(join(folder, journalName)).then(
      () => true,
      () => false,
    );
  }

  get(path: string): Remembered | undefined {
    return this.images.get(resolve(path));
  }

  async begin(subject: Subject): Promise<void> {
    await this.keep(subject, { type: "begun" });
  }

  /** The result itself goes to the disk; its row stays. */
  async done(subject: Subject, result: Analysis): Promise<Row> {
    const row = rowOf(result);
    const line = await this.log.append({ type: "done", ...told(subject), result });
    this.images.set(resolve(subject.path), {
      ...told(subject),
      ...{ row, failure: null, line, begun: true },
    });
    return row;
  }

  async failed(subject: Subject, why: Failure): Promise<void> {
    await this.keep(subject, { type: "failed", failure: why });
    await this.log.sync();
  }

  /** @throws UserError for an image that is not done */
  async result(path: string): Promise<Analysis> {
    const line = this.get(path)?.line;
    const value = line && (await this.log.read(line));
    const read = entry.safeParse(value);
    if (!read.success || read.data.type !== "done")
      throw new UserError("not-found", `${path}: has no result in ${this.log.path}`);
    return read.data.result;
  }

  sync = (): Promise<void> => this.log.sync();

  close = (): Promise<void> => this.log.close();

  private async keep(
    subject: Subject,
    more: { type: "begun" } | { type: "failed"; failure: Failure },
  ): Promise<void> {
    await this.log.append({ ...more, ...told(subject) });
    const why = more.type === "failed" ? more.failure : null;
    const begun = more.type === "begun" || this.get(subject.path)?.begun === true;
    this.images.set(resolve(subject.path), {
      ...told(subject),
      ...{ row: null, failure: why, line: null, begun },
    });
  }
}

const told = ({ path, name, target, size, modified }: Subject): Subject => ({
  ...{ path: resolve(path), name, target, size, modified },
});

function remember(images: Map<string, Remembered>, value: unknown, line: Line): void {
  const read = entry.safeParse(value);
  if (!read.success) return; // of a later version, or damaged: the image is done again
  const { type, path, target, size, modified } = read.data;
  const before = images.get(path);
  const begun = type !== "failed" || (before?.begun === true && before.target === target);
  const row = read.data.type === "done" ? rowOf(read.data.result) : null;
  const why = read.data.type === "failed" ? read.data.failure : null;
  images.set(path, {
    ...{ target, size, modified, row, failure: why, begun },
    line: row ? line : null,
  });
}

function demandSame(before: BatchSettings, now: BatchSettings, path: string): void {
  const told = differences(before, now);
  if (told.length === 0) return;
  throw new UserError(
    "invalid-request",
    `${path}: was begun otherwise (${told.join("; ")}): repeat those settings, or name another folder for the results`,
  );
}
