/** @file The images of a kept batch, as they were added. */
import { z } from "zod";
import type { AddedImage } from "./batch.ts";
import type { BatchImage } from "./journal.ts";
import { isBelow } from "./output-containment.ts";
import { HeaderCheck, headerOf } from "./run-header.ts";
import { AppendLog } from "./append-log.ts";
import { statOf } from "./scan.ts";
import type { BatchSettings } from "./settings.ts";

const entry = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("source"),
    path: z.string(),
    name: z.string(),
    target: z.string(),
    size: z.number().nullable(),
    modified: z.number().nullable(),
  }),
  z.looseObject({ type: z.literal("skipped"), count: z.int().nonnegative() }),
]);

export class SourceList {
  /** Files that were not taken. */
  skipped = 0;
  /** Whether it ended in the middle of a line: what was being added then is not in it. */
  readonly isTorn: boolean;
  private readonly log: AppendLog;

  private constructor(log: AppendLog, isTorn: boolean) {
    this.log = log;
    this.isTorn = isTorn;
  }

  /**
   * With the images as their files are now; one that is gone is as it was, and fails when its turn comes.
   * @param app its version
   * @throws UserError as `Journal.open`
   */
  static async open(
    path: string,
    settings: BatchSettings,
    app: string,
  ): Promise<{ sources: SourceList; images: AddedImage[] }> {
    const head = new HeaderCheck(path);
    const added: BatchImage[] = [];
    let [skipped, isTorn] = [0, false];
    const log = await AppendLog.open(
      path,
      (value) => {
        if (head.take(value)) return;
        const { data } = entry.safeParse(value);
        if (data?.type === "skipped") skipped += data.count;
        else if (data && isBelow(data.target)) added.push(data);
        else throw head.refused("has a line that cannot be read, or leads out of its folder");
      },
      (torn) => {
        head.demand(settings, torn);
        isTorn = torn.length > 0;
      },
    );
    if (head.isMissing) await log.append(headerOf(settings, app));
    const sources = new SourceList(log, isTorn);
    sources.skipped = skipped;
    const images: AddedImage[] = [];
    for (const image of added) {
      const { path, name, target, size, modified } = image;
      const now = await statOf(path);
      images.push({ path, name, target, ...(now.size === null ? { size, modified } : now) });
    }
    return { sources, images };
  }

  async add(images: readonly BatchImage[], skipped: number): Promise<void> {
    this.skipped += skipped;
    if (skipped > 0) await this.log.append({ type: "skipped", count: skipped });
    const lines = images.map(({ path, name, target, size, modified }) => ({
      type: "source",
      path,
      name,
      target,
      size,
      modified,
    }));
    await Promise.all(lines.map((line) => this.log.append(line)));
  }

  close = (): Promise<void> => this.log.close();
}
