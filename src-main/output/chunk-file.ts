/** @file One chunk of a score map as a file: written whole, read in parts. Every platform of Node is little-endian, as Zarr's codec here. */
import type { FileHandle } from "node:fs/promises";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { CellArea } from "../../src-core/contract/api.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import { makeFolder } from "../files/make-folder.ts";
import type { CellSize } from "./map-grid.ts";

/** Values that one read fetches at most: 4 MB. */
const most = 2 ** 20;

/** The scores of a tile as a full chunk: what lies beyond the map's border is NaN. */
export function paddedChunk(
  { data, classes, rows, columns }: ScoreMap,
  chunk: CellSize,
): Float32Array {
  if (rows === chunk.rows && columns === chunk.columns) return data;
  const whole = new Float32Array(classes * chunk.rows * chunk.columns).fill(NaN);
  for (let index = 0; index < classes; index++)
    for (let row = 0; row < rows; row++) {
      const source = (index * rows + row) * columns;
      const target = (index * chunk.rows + row) * chunk.columns;
      whole.set(data.subarray(source, source + columns), target);
    }
  return whole;
}

/**
 * The chunk appears whole or not at all, also when the power fails.
 * @param part where it is written first; on the same disk
 */
export async function writeChunk(path: string, part: string, values: Float32Array): Promise<void> {
  await makeFolder(dirname(part));
  try {
    const file = await open(part, "w");
    try {
      await file.writeFile(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      await file.datasync();
    } finally {
      await file.close();
    }
    await makeFolder(dirname(path));
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/** @returns null where the chunk is not there */
export async function openChunk(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, "r");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw cause;
  }
}

/**
 * Reads cells of one class out of a chunk.
 * @param cut cells of the chunk
 * @param place takes each row of the cut, counted from 0
 */
export async function readCut(
  file: FileHandle,
  chunk: CellSize,
  index: number,
  cut: CellArea,
  place: (row: number, scores: Float32Array) => void,
): Promise<void> {
  // Rows of a wide cut are fetched together with what lies between them, those of a narrow one by themselves.
  const narrow = cut.columns * 8 < chunk.columns;
  const band = narrow ? 1 : Math.max(1, Math.floor(most / chunk.columns));
  for (let row = 0; row < cut.rows; row += band) {
    const rows = Math.min(band, cut.rows - row);
    const start = (index * chunk.rows + cut.row + row) * chunk.columns + cut.column;
    const values = await readValues(file, start, (rows - 1) * chunk.columns + cut.columns);
    for (let line = 0; line < rows; line++) {
      const first = line * chunk.columns;
      place(row + line, values.subarray(first, first + cut.columns));
    }
  }
}

async function readValues(file: FileHandle, start: number, count: number): Promise<Float32Array> {
  const bytes = new Uint8Array(4 * count);
  let done = 0;
  while (done < bytes.length) {
    const left = bytes.length - done;
    const { bytesRead } = await file.read(bytes, done, left, 4 * start + done);
    if (bytesRead === 0) throw new Error(`a chunk of the score map is ${left} bytes too short`);
    done += bytesRead;
  }
  return new Float32Array(bytes.buffer);
}
