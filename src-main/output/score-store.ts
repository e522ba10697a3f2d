/** @file A score map on the disk, written tile by tile: an OME-Zarr that is its own journal. */
import { statSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CellArea, HeatLayer, ScoreRange } from "../../src-core/contract/api.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import { makeFolder } from "../files/make-folder.ts";
import { openChunk, paddedChunk, readCut, writeChunk } from "./chunk-file.ts";
import { layerTile, shownPlane } from "./layer-plane.ts";
import type { LayerPlane } from "./layer-plane.ts";
import type { CellSize, MapGrid } from "./map-grid.ts";
import {
  checkArea,
  checkGrid,
  levelSize,
  overlaps,
  tileArea,
  tileAt,
  tilesOf,
} from "./map-grid.ts";
import { pyramid } from "./pool.ts";
import type { ScoreSource } from "./score-source.ts";
import { alike, chunkPath, clear, writeArrays, writeGroup } from "./store-files.ts";
import type { TileRange } from "./tile-ranges.ts";
import {
  beginRanges,
  cellsNotFinite,
  emptyRange,
  rangeOf,
  readRanges,
  told,
  widen,
  writeRange,
} from "./tile-ranges.ts";
import { unwritable } from "../files/unwritable.ts";
import type { MapDescription } from "./zarr-documents.ts";
import { gridOf } from "./zarr-documents.ts";

export interface StorePlan extends MapGrid, MapDescription {}

/**
 * Each finished tile is one chunk file per level, each of which appears whole, that of level 0 last: where it is there the
 * tile is. Nothing is ever changed, so another process may read while one writes, and work that was cut off goes on.
 */
export class ScoreStore implements ScoreSource {
  readonly folder: string;
  readonly classes: number;
  readonly rows: number;
  readonly columns: number;
  readonly tile: CellSize;
  readonly levels: number;
  readonly layer: HeatLayer;
  /** Tiles known to be there, as row · tiles per row + column. */
  readonly #there = new Set<number>();
  #range: TileRange = emptyRange;

  private constructor(folder: string, grid: MapGrid, ranges: ((tile: number) => TileRange) | null) {
    this.folder = folder;
    this.classes = grid.classes;
    this.rows = grid.rows;
    this.columns = grid.columns;
    this.tile = grid.tile;
    this.levels = grid.levels;
    this.layer = { tile: layerTile, levels: grid.levels };
    if (ranges === null) return;
    const tiles = tilesOf(grid);
    for (let index = 0; index < tiles.rows * tiles.columns; index++) {
      const column = index % tiles.columns;
      if (!this.has((index - column) / tiles.columns, column)) continue;
      this.#range = widen(this.#range, ranges(index));
    }
  }

  /**
   * Opens the store in `folder` where one of the same shape, tiles and levels is there: its finished tiles are kept and the
   * work goes on. Else begins a new one; of what is in the folder only an older store is deleted.
   * @throws RangeError when the tiles cannot be halved as often as there are levels
   * @throws UserError "disk-full" or "output-unwritable"
   */
  static async create(folder: string, plan: StorePlan): Promise<ScoreStore> {
    checkGrid(plan);
    try {
      const there = await ScoreStore.open(folder);
      if (there !== null && alike(there, plan)) {
        // What a tile was given up at, and a name that may have changed.
        await rm(join(folder, "part"), { recursive: true, force: true });
        await writeGroup(folder, plan, plan, there.range);
        return there;
      }
      await clear(folder);
      const tiles = tilesOf(plan);
      await makeFolder(folder);
      await beginRanges(join(folder, "ranges"), tiles.rows * tiles.columns);
      await writeArrays(folder, plan);
      // Last: a folder without it is no store.
      await writeGroup(folder, plan, plan, emptyRange);
      return new ScoreStore(folder, plan, null);
    } catch (cause) {
      throw unwritable(folder, cause);
    }
  }

  /** @returns null where no whole store is there */
  static async open(folder: string): Promise<ScoreStore | null> {
    const document = (...path: string[]): Promise<string> =>
      readFile(join(folder, ...path, "zarr.json"), "utf8").catch(() => "");
    const grid = gridOf(await document(), await document("0"));
    if (grid === null) return null;
    const tiles = tilesOf(grid);
    const ranges = await readRanges(join(folder, "ranges"), tiles.rows * tiles.columns);
    return ranges && new ScoreStore(folder, grid, ranges);
  }

  /** As of opening, and of what was written through this store since. */
  get range(): ScoreRange {
    return told(this.#range);
  }

  /** Cells of which a class has NaN or infinity, as far as they are there. */
  get notFinite(): number {
    return this.#range.odd;
  }

  /** Tiles that are whole, as far as they were written through this store or asked for. */
  get finished(): number {
    return this.#there.size;
  }

  /** Whether a tile is whole, whoever wrote it. */
  has(row: number, column: number): boolean {
    const index = row * tilesOf(this).columns + column;
    if (this.#there.has(index)) return true;
    const size = statSync(chunkPath(this.folder, 0, row, column), { throwIfNoEntry: false })?.size;
    const whole = size === 4 * this.classes * this.tile.rows * this.tile.columns;
    if (whole) this.#there.add(index);
    return whole;
  }

  /**
   * @param scores classes × rows × columns of the tile, which is smaller at the right and lower border
   * @throws RangeError when they are not as many as the tile has
   * @throws UserError "disk-full" or "output-unwritable"; the tile is not there then
   */
  async write(row: number, column: number, scores: Float32Array): Promise<void> {
    const { rows, columns } = tileArea(this, row, column);
    const count = rows > 0 && columns > 0 ? this.classes * rows * columns : 0;
    if (scores.length !== count || count === 0)
      throw new RangeError(`tile (${row}, ${column}) has ${count} scores, not ${scores.length}`);
    const index = row * tilesOf(this).columns + column;
    const map = { data: scores, classes: this.classes, rows, columns };
    const range = { ...rangeOf(scores), odd: cellsNotFinite(map) };
    const levels = pyramid(map, this.levels);
    try {
      await writeRange(join(this.folder, "ranges"), index, range);
      for (const [level, map] of [...levels.entries()].reverse()) {
        const part = join(this.folder, "part", `${level}.${row}.${column}`);
        const values = paddedChunk(map, tileAt(this, level));
        await writeChunk(chunkPath(this.folder, level, row, column), part, values);
      }
    } catch (cause) {
      throw unwritable(this.folder, cause);
    }
    this.#there.add(index);
    this.#range = widen(this.#range, range);
  }

  /**
   * Scores of a part of the map; NaN in cells that are not there yet.
   * @param area in cells of that level
   */
  read(area: CellArea, level = 0): Promise<ScoreMap> {
    return this.readClasses(0, this.classes, area, level);
  }

  async readClasses(first: number, count: number, area: CellArea, level = 0): Promise<ScoreMap> {
    checkArea(this.#sizeAt(level), area);
    const chunk = tileAt(this, level);
    const { rows, columns } = area;
    const data = new Float32Array(count * rows * columns).fill(NaN);
    for (const [tileRow, vertical] of overlaps(area.row, rows, chunk.rows))
      for (const [tileColumn, horizontal] of overlaps(area.column, columns, chunk.columns)) {
        if (!this.has(tileRow, tileColumn)) continue;
        const file = await openChunk(chunkPath(this.folder, level, tileRow, tileColumn));
        if (file === null) continue;
        const cut = {
          row: vertical.inside,
          rows: vertical.length,
          column: horizontal.inside,
          columns: horizontal.length,
        };
        try {
          for (let index = 0; index < count; index++)
            await readCut(file, chunk, first + index, cut, (row, scores) => {
              const line = index * rows + vertical.outside + row;
              data.set(scores, line * columns + horizontal.outside);
            });
        } finally {
          await file.close();
        }
      }
    return { data, classes: count, rows, columns };
  }

  /**
   * What one tile of the heat-map layer shows: rows × columns cells of a level; NaN where they are not there yet.
   * @param row, column of the tile, in tiles of `layer.tile` cells
   * @param shown a class, or the best of all but `background`
   * @param classes how many of a cell's numbers are classes
   * @throws RangeError when the tile is outside the layer
   */
  async plane(
    level: number,
    row: number,
    column: number,
    shown: number | "objects",
    background: number | undefined,
    classes = this.classes,
  ): Promise<LayerPlane> {
    const source = {
      classes: shown === "objects" ? classes : this.classes,
      ...this.#sizeAt(level),
      readClasses: (first: number, count: number, area: CellArea) =>
        this.readClasses(first, count, area, level),
    };
    return shownPlane(source, row, column, shown, background);
  }
  #sizeAt(level: number): CellSize {
    if (!(level >= 0 && level < this.levels))
      throw new RangeError(`level ${level} is none of ${this.levels}`);
    return levelSize(this, level);
  }
}
