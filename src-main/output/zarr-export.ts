/** @file A score map as an OME-Zarr to keep: its own files, with nothing of the store they may come from. */
import { constants } from "node:fs";
import { copyFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "../files/make-folder.ts";
import { tileArea, tilesOf } from "./map-grid.ts";
import type { ScoreSource } from "./score-source.ts";
import { ScoreStore } from "./score-store.ts";
import { chunkPath, writeArrays, writeGroup } from "./store-files.ts";
import type { MapDescription } from "./zarr-documents.ts";

/** Cells along one side of a chunk, where the map is not cut into tiles already; a power of two. */
const side = 256;

/** Called after each tile. */
export type OnTile = (done: number, total: number) => void;

/**
 * @param folder empty
 * @param step may throw to stop the work
 */
export async function fillZarr(
  folder: string,
  source: ScoreSource,
  description: MapDescription,
  step: OnTile,
): Promise<void> {
  await (source instanceof ScoreStore
    ? copyStore(folder, source, description, step)
    : writeStore(folder, source, description, step));
}

/** A tile that is not there stays away: Zarr reads it as NaN. */
async function copyStore(
  folder: string,
  store: ScoreStore,
  description: MapDescription,
  step: OnTile,
): Promise<void> {
  await writeArrays(folder, store);
  for (const [row, column, done, total] of tilesInTurn(store)) {
    if (store.has(row, column))
      for (let level = 0; level < store.levels; level++) {
        const target = chunkPath(folder, level, row, column);
        await makeFolder(dirname(target));
        // Where the disk can, both share their blocks until one of them changes.
        const from = chunkPath(store.folder, level, row, column);
        await copyFile(from, target, constants.COPYFILE_FICLONE);
      }
    step(done, total);
  }
  await writeGroup(folder, store, description, store.range);
}

async function writeStore(
  folder: string,
  source: ScoreSource,
  description: MapDescription,
  step: OnTile,
): Promise<void> {
  const { classes, rows, columns } = source;
  const halvings = Math.ceil(Math.log2(Math.max(rows, columns) / side));
  const levels = 1 + Math.min(Math.max(halvings, 0), Math.log2(side));
  const tile = levels === 1 ? { rows, columns } : { rows: side, columns: side };
  const grid = { classes, rows, columns, tile, levels };
  const store = await ScoreStore.create(folder, { ...grid, ...description });
  for (const [row, column, done, total] of tilesInTurn(store)) {
    await store.write(row, column, (await source.read(tileArea(store, row, column))).data);
    step(done, total);
  }
  await writeGroup(folder, grid, description, source.range);
  for (const name of ["part", "ranges"])
    await rm(join(folder, name), { recursive: true, force: true });
}

function* tilesInTurn(
  store: ScoreStore,
): Generator<[row: number, column: number, done: number, total: number]> {
  const { rows, columns } = tilesOf(store);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      yield [row, column, row * columns + column + 1, rows * columns];
}
