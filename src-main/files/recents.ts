/** @file The images that were looked at lately: one file in the user's folder, read by the host alone, since paths are in it. */
import { join } from "node:path";
import { z } from "zod";
import { mostRecents, recentImage } from "../../src-core/contract/home/recents.ts";
import type { TellState } from "./kept-file.ts";
import { KeptFile } from "./kept-file.ts";
import { userFolder } from "./user-folder.ts";
import type { KeptFormat } from "./versioned.ts";

const keptRecent = recentImage.omit({ openable: true }).extend({
  /** Where it comes from: a file of the user's, a model's sample, or a browser, which tells no path. */
  from: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("file"), path: z.string() }),
    z.strictObject({ kind: z.literal("sample"), model: z.string() }),
    z.strictObject({ kind: z.literal("browser"), bytes: z.int().nonnegative() }),
  ]),
});
export type KeptRecent = z.infer<typeof keptRecent>;

interface Content {
  readonly images: readonly KeptRecent[];
}

const format: KeptFormat<Content> = {
  migrations: [(old) => old],
  schema: z.strictObject({ images: z.array(keptRecent).readonly() }),
  initial: { images: [] },
};

export class KeptRecents {
  private readonly file: KeptFile<Content>;

  constructor(tell: TellState, path = join(userFolder(), "recents.json")) {
    this.file = new KeptFile(path, format, tell);
  }

  /** The newest first. */
  get images(): readonly KeptRecent[] {
    return this.file.read().images;
  }

  /** It takes the place of one that is the same; the oldest make room. What cannot be written is told, and no failure. */
  add(recent: KeptRecent): void {
    this.file.keep(({ images }) => {
      const others = images.filter((other) => !isSame(other, recent));
      return { images: [recent, ...others].slice(0, mostRecents) };
    });
  }

  /** @throws UserError where it cannot be written */
  remove(id: string): void {
    this.file.change(({ images }) => ({ images: images.filter((image) => image.id !== id) }));
  }

  /** @throws UserError where it cannot be written */
  forgetAll(): void {
    this.file.change(() => ({ images: [] }));
  }
}

/** A browser tells no more of a file than its name and what is in it. */
function isSame(one: KeptRecent, other: KeptRecent): boolean {
  const sized = ({ name, width, height }: KeptRecent): unknown => [name, width, height];
  const told = (recent: KeptRecent): string =>
    JSON.stringify(recent.from.kind === "browser" ? [recent.from, sized(recent)] : recent.from);
  return told(one) === told(other);
}
