/** @file What the tiled file itself does not say; it lies beside it. */
import { readFile } from "node:fs/promises";
import { z } from "zod";

const facts = z.strictObject({
  version: z.literal(1),
  /** Of the image as it lies in the tiles. */
  width: z.int().positive(),
  height: z.int().positive(),
  channels: z.union([z.literal(1), z.literal(3)]),
  /** How the tiles have to be turned. */
  orientation: z.literal([1, 2, 3, 4, 5, 6, 7, 8]),
  pages: z.int().positive(),
});

export type TiledFacts = z.infer<typeof facts>;

export const factsPath = (target: string): string => `${target}.json`;

/** @throws Error where the file is missing or damaged */
export async function readTiledFacts(target: string): Promise<TiledFacts> {
  return facts.parse(JSON.parse(await readFile(factsPath(target), "utf8")));
}
