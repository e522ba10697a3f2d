/** @file The files of a score store: its documents, and where a chunk lies. */
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ScoreRange } from "../../src-core/contract/api.ts";
import { colorScale } from "../../src-core/overlay/paint.ts";
import { makeFolder } from "../files/make-folder.ts";
import type { MapGrid } from "./map-grid.ts";
import type { MapDescription } from "./zarr-documents.ts";
import { arrayDocument, groupDocument } from "./zarr-documents.ts";

/** Of the chunk of a tile, at a level. */
export const chunkPath = (folder: string, level: number, row: number, column: number): string =>
  join(folder, `${level}`, "c", "0", `${row}`, `${column}`);

/** `zarr.json` of every level's array. */
export async function writeArrays(folder: string, grid: MapGrid): Promise<void> {
  for (let level = 0; level < grid.levels; level++) {
    await makeFolder(join(folder, `${level}`));
    const text = JSON.stringify(arrayDocument(grid, level), null, 2);
    await writeFile(join(folder, `${level}`, "zarr.json"), text);
  }
}

/** `zarr.json` of the whole. @param range the scores between which a viewer spreads its colours */
export const writeGroup = (
  folder: string,
  grid: MapGrid,
  description: MapDescription,
  range: ScoreRange,
): Promise<void> => {
  // Viewers want a window with an extent.
  const { low, high } = colorScale(range);
  const text = JSON.stringify(groupDocument(grid, description, { low, high }), null, 2);
  return writeFile(join(folder, "zarr.json"), text);
};

/** Whether a store of one kind can be gone on with as the other. */
export const alike = (one: MapGrid, other: MapGrid): boolean =>
  one.classes === other.classes &&
  one.rows === other.rows &&
  one.columns === other.columns &&
  one.levels === other.levels &&
  one.tile.rows === other.tile.rows &&
  one.tile.columns === other.tile.columns;

/** Deletes an older store, its document first, and nothing else that may be in the folder. */
export async function clear(folder: string): Promise<void> {
  await rm(join(folder, "zarr.json"), { force: true });
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names)
    if (/^(\d+|part|ranges|boxes)$/.test(name)) await rm(join(folder, name), { recursive: true });
}
