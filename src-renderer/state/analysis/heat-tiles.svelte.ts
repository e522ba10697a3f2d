/** @file The scores of a large map as the window shows them: tile by tile, as far as they are there. */
import type { CellArea, HeatLayer, ScoreRange } from "../../../src-core/contract/api.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import type { TileAddress } from "../../host/tiles.ts";
import type { MapSize } from "../../viewer/heat/heat-grid.ts";
import type { HeatSource, HeatTile, ShownClass } from "../../viewer/heat/heat-source.ts";
import { TileFetcher } from "../../viewer/heat/tile-fetcher.ts";

export class HeatTiles implements HeatSource {
  readonly layer: HeatLayer;
  /** Of all scores that are there. */
  range = $state.raw<ScoreRange>({ low: 0, high: 1 });
  failure = $state.raw<Failure | null>(null);
  private readonly fetcher: TileFetcher;
  /** Set anew when a tile arrived, so that who draws them hears of it; null before the first. */
  private arrivals = $state.raw<{ readonly tiles: TileFetcher } | null>(null);

  constructor(analysis: string, layer: HeatLayer, map: MapSize) {
    this.layer = layer;
    const fetcher = new TileFetcher(analysis, layer, map, {
      tile: () => {
        this.arrivals = { tiles: fetcher };
        this.failure = null;
      },
      failure: (failure) => (this.failure = failure),
    });
    this.fetcher = fetcher;
  }

  /** What is in sight, the most wanted first; the rest is given up. */
  request(shown: ShownClass, tiles: readonly TileAddress[]): void {
    this.fetcher.request(shown, tiles);
  }

  /** What is there of a tile, be it stale. */
  get(shown: ShownClass, tile: TileAddress): HeatTile | undefined {
    return this.arrivals?.tiles.get(shown, tile);
  }

  /** More cells are there. */
  invalidate(area: CellArea, range: ScoreRange): void {
    this.range = range;
    this.fetcher.invalidate(area);
  }

  dispose(): void {
    this.fetcher.dispose();
  }
}
