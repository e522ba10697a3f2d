/** @file Where the scores come from that are drawn over the image. */
import type { HeatLayer } from "../../../src-core/contract/api.ts";
import type { TileAddress } from "../../host/tiles.ts";
import type { MapSize } from "./heat-grid.ts";

export type ShownClass = number | "objects";

export interface HeatTile extends MapSize {
  readonly address: TileAddress;
  /** rows × columns; NaN where a cell is not there yet. */
  readonly scores: Float32Array;
  /** Cells of it came after it was fetched: it is shown until the newer one is there. */
  stale: boolean;
}

export interface HeatSource {
  readonly layer: HeatLayer;
  /** What is in sight, the most wanted first. */
  request(shown: ShownClass, tiles: readonly TileAddress[]): void;
  /** What is there of a tile, be it stale. */
  get(shown: ShownClass, tile: TileAddress): HeatTile | undefined;
}
