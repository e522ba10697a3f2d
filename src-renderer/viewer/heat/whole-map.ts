/** @file A score map that is here as a whole, with coarser levels of its own: from afar a single hot cell is still seen. */
import type { HeatLayer } from "../../../src-core/contract/api.ts";
import type { TileAddress } from "../../host/tiles.ts";
import type { MapSize } from "./heat-grid.ts";
import type { HeatSource, HeatTile } from "./heat-source.ts";

export class WholeMap implements HeatSource {
  readonly layer: HeatLayer;
  private readonly levels: HeatTile[];

  /** @param scores rows × columns, of the class that is shown */
  constructor(scores: Float32Array, { rows, columns }: MapSize) {
    const side = Math.max(rows, columns);
    this.layer = { tile: side, levels: 1 + Math.ceil(Math.log2(Math.max(1, side))) };
    const address = { level: 0, row: 0, column: 0 };
    this.levels = [{ address, scores, rows, columns, stale: false }];
  }

  request(): void {
    // All of it is here.
  }

  /** Each level is one tile. */
  get(_shown: unknown, { level, row, column }: TileAddress): HeatTile | undefined {
    if (row !== 0 || column !== 0 || level >= this.layer.levels) return undefined;
    for (let finest = this.levels.at(-1); finest && this.levels.length <= level;) {
      finest = coarser(finest);
      this.levels.push(finest);
    }
    return this.levels[level];
  }
}

/** The highest score of each 2 × 2 cells; what is no number is left out where another one is a number. */
function coarser(tile: HeatTile): HeatTile {
  const { address, scores, rows: height, columns: width } = tile;
  const [rows, columns] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  const best = new Float32Array(rows * columns).fill(NaN);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const score = scores[row * width + column] ?? NaN;
      const at = (row >> 1) * columns + (column >> 1);
      if (!(score <= (best[at] ?? NaN)) && !Number.isNaN(score)) best[at] = score;
    }
  return {
    address: { ...address, level: address.level + 1 },
    scores: best,
    rows,
    columns,
    stale: false,
  };
}
