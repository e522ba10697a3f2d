/** @file Cuts the windows that the baseline visits: exactly the cells of the score map, tile by tile. */
import { runs } from "../../../src-core/tiling/span.ts";
import type { Pixels } from "../../engine/engine.ts";
import type { Raster } from "../../image/raster.ts";
import type { Cells, Grid } from "./grid.ts";

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** Some cells and their windows' pixels, in the same order. */
export interface WindowBatch {
  readonly cells: readonly CellPlace[];
  readonly pixels: Pixels;
}

/** Pixels of a side of the parts that are read at once. */
const side = 2048;

/** Cells along one axis of such a part. */
const along = (stride: number, window: number): number =>
  Math.max(1, Math.floor((side - window) / stride) + 1);

/** A part of the visited cells, and where their indices begin. */
export interface Part {
  readonly first: number;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** The visited cells part by part, each row by row: what index `i` means. */
export function* partsOf(grid: Grid): Generator<Part, undefined> {
  const { rows, columns } = grid.visited;
  const [down, across] = [along(grid.strideY, grid.height), along(grid.strideX, grid.width)];
  let first = 0;
  for (const [top, bottom] of runs(rows, down))
    for (const [left, right] of runs(columns, across)) {
      const part = { first, row: top, column: left, rows: bottom - top, columns: right - left };
      yield part;
      first += part.rows * part.columns;
    }
}

/**
 * The windows of some of the visited cells in batches; no more of the image than one part's pixels is read at a time.
 * @param indices among the visited cells as `partsOf` counts them, ascending
 */
export async function* windowBatches(
  raster: Raster,
  grid: Grid,
  indices: Iterable<number>,
  size: number,
): AsyncGenerator<WindowBatch> {
  const all: Iterator<Part, undefined> = partsOf(grid);
  let part: Part | undefined = all.next().value;
  let pixels: Pixels | null = null;
  let batch = new GrowingBatch(raster.channels, grid, size);
  for (const index of indices) {
    while (part && index >= part.first + part.rows * part.columns) {
      part = all.next().value;
      pixels = null;
    }
    if (!part) throw new RangeError(`cell ${index} lies behind the last one that can be visited`);
    pixels ??= await pixelsOf(raster, grid, part);
    const [row, column] = [Math.floor((index - part.first) / part.columns), index - part.first];
    batch.add(pixels, part, { row, column: column % part.columns });
    if (batch.isFull) {
      yield batch.done();
      batch = new GrowingBatch(raster.channels, grid, size);
    }
  }
  if (!batch.isEmpty) yield batch.done();
}

/** The window of one cell. */
export async function windowAt(raster: Raster, grid: Cells, cell: CellPlace): Promise<Pixels> {
  const { width, height, strideX, strideY } = grid;
  const [x, y] = [cell.column * strideX, cell.row * strideY];
  const data = await raster.read({ x, y, width, height });
  return { data, batch: 1, height, width, channels: raster.channels };
}

async function pixelsOf(raster: Raster, grid: Grid, part: Part): Promise<Pixels> {
  const [x, y] = [part.column * grid.strideX, part.row * grid.strideY];
  const width = (part.columns - 1) * grid.strideX + grid.width;
  const height = (part.rows - 1) * grid.strideY + grid.height;
  const data = await raster.read({ x, y, width, height });
  return { data, batch: 1, height, width, channels: raster.channels };
}

/** Windows, copied row by row. */
class GrowingBatch {
  private readonly grid: Cells;
  private readonly channels: 1 | 3;
  private readonly size: number;
  private readonly data: Uint8Array;
  private readonly cells: CellPlace[] = [];

  constructor(channels: 1 | 3, grid: Cells, size: number) {
    this.grid = grid;
    this.channels = channels;
    this.size = size;
    this.data = new Uint8Array(size * grid.height * grid.width * channels);
  }

  get isFull(): boolean {
    return this.cells.length === this.size;
  }

  get isEmpty(): boolean {
    return this.cells.length === 0;
  }

  /** @param cell counted in the part */
  add(pixels: Pixels, part: Part, cell: CellPlace): void {
    const { grid, channels } = this;
    const rowLength = grid.width * channels;
    let target = this.cells.length * grid.height * rowLength;
    const top = cell.row * grid.strideY;
    for (let y = top; y < top + grid.height; y++) {
      const from = (y * pixels.width + cell.column * grid.strideX) * channels;
      this.data.set(pixels.data.subarray(from, from + rowLength), target);
      target += rowLength;
    }
    this.cells.push({ row: part.row + cell.row, column: part.column + cell.column });
  }

  done(): WindowBatch {
    const { grid, channels, cells } = this;
    const length = cells.length * grid.height * grid.width * channels;
    const { width, height } = grid;
    const data = this.data.subarray(0, length);
    return { cells, pixels: { data, batch: cells.length, height, width, channels } };
  }
}
