/** @file The images of a kept batch, as they were added. */
import { z } from "zod";
import type { Addition } from "./batch.ts";
import type { Subject } from "./journal.ts";
import { Log } from "./log.ts";
import { look } from "./scan.ts";

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
  private readonly log: Log;

  private constructor(log: Log) {
    this.log = log;
  }

  /** With the images as their files are now; one that is gone is as it was, and fails when its turn comes. */
  static async open(path: string): Promise<{ sources: SourceList; images: Addition[] }> {
    const added: Subject[] = [];
    let skipped = 0;
    const log = await Log.open(path, (value) => {
      const { data } = entry.safeParse(value);
      if (data?.type === "source") added.push(data);
      else skipped += data?.count ?? 0;
    });
    const sources = new SourceList(log);
    sources.skipped = skipped;
    const images: Addition[] = [];
    for (const image of added) {
      const { path, name, target, size, modified } = image;
      const now = await look(path);
      images.push({ path, name, target, ...(now.size === null ? { size, modified } : now) });
    }
    return { sources, images };
  }

  async add(images: readonly Subject[], skipped: number): Promise<void> {
    this.skipped += skipped;
    if (skipped > 0) await this.log.append({ type: "skipped", count: skipped });
    const lines = images.map(({ path, name, target, size, modified }) => ({
      ...{ type: "source", path, name, target, size, modified },
    }));
    await Promise.all(lines.map((line) => this.log.append(line)));
  }

  close = (): Promise<void> => this.log.close();
}
