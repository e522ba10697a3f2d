/** @file Fetches the tiles of a score map that are in sight, and anew when more cells are there. */
import type { CellArea, HeatLayer } from "../../../src-core/contract/api.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import { failureToShow } from "../../host/request.ts";
import type { TileAddress } from "../../host/tiles.ts";
import { fetchHeatTile } from "../../host/tiles.ts";
import type { MapSize } from "./heat-grid.ts";
import { tileCells, tileKey, showsCells } from "./heat-grid.ts";
import type { HeatTile, ShownClass } from "./heat-source.ts";
import { LeastRecentlyUsed } from "./lru.ts";

interface Fetch {
  readonly address: TileAddress;
  readonly controller: AbortController;
  /** Cells of it came while it was on its way. */
  stale: boolean;
}

interface Listener {
  readonly tile: () => void;
  readonly failure: (failure: Failure | null) => void;
}

const tilesKept = 192; // tiles of 256 KB
const mostFetches = 3; // requests: the image's tiles need connections, too
const roundPause = 300; // milliseconds between two rounds of fetching what has grown
const retryPause = 3000; // milliseconds before a tile that failed is asked for again

export class TileFetcher {
  private readonly analysis: string;
  private readonly layer: HeatLayer;
  private readonly map: MapSize;
  private readonly on: Listener;
  private readonly tiles = new LeastRecentlyUsed<HeatTile>(tilesKept);
  private readonly fetches = new Map<string, Fetch>();
  /** Keys of tiles that failed not long ago. */
  private readonly failed = new Set<string>();
  private requested: readonly TileAddress[] = [];
  private shown: ShownClass = "objects";
  private nextRound = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private disposed = false;

  constructor(analysis: string, layer: HeatLayer, map: MapSize, on: Listener) {
    this.analysis = analysis;
    this.layer = layer;
    this.map = map;
    this.on = on;
  }

  /** What is in sight, the most wanted first; what is on its way and no longer wanted is given up. */
  request(shown: ShownClass, tiles: readonly TileAddress[]): void {
    this.shown = shown;
    this.requested = tiles;
    const keys = new Set(tiles.map((tile) => this.key(tile)));
    for (const [key, { controller }] of this.fetches) {
      if (keys.has(key)) continue;
      controller.abort();
      this.fetches.delete(key);
    }
    this.startFetches();
  }

  get(shown: ShownClass, tile: TileAddress): HeatTile | undefined {
    return this.tiles.get(`${shown}/${tileKey(tile)}`);
  }

  /** More cells are there: what shows them is stale. */
  invalidate(area: CellArea): void {
    for (const known of [...this.tiles.values(), ...this.fetches.values()])
      if (showsCells(this.layer, known.address, area)) known.stale = true;
    this.startFetches();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    for (const { controller } of this.fetches.values()) controller.abort();
    this.fetches.clear();
    this.tiles.clear();
  }

  private key(tile: TileAddress): string {
    return `${this.shown}/${tileKey(tile)}`;
  }

  /** Begins as many fetches as may run at once: first what is missing, then, now and then, what has grown. */
  private startFetches(): void {
    if (this.disposed) return;
    const missing = this.requested.filter((tile) => !this.tiles.get(this.key(tile)));
    const grown = this.requested.filter((tile) => this.tiles.get(this.key(tile))?.stale);
    const wait = this.nextRound - performance.now();
    if (grown.length > 0 && wait > 0) this.startFetchesIn(wait);
    for (const tile of wait > 0 ? missing : [...missing, ...grown]) {
      if (this.fetches.size >= mostFetches) return;
      const key = this.key(tile);
      if (!this.fetches.has(key) && !this.failed.has(key)) void this.fetch(key, tile);
    }
    // All of a round have begun.
    if (grown.length > 0 && wait <= 0) this.nextRound = performance.now() + roundPause;
  }

  private startFetchesIn(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.startFetches();
    }, pause);
  }

  private async fetch(key: string, address: TileAddress): Promise<void> {
    const fetch: Fetch = { address, controller: new AbortController(), stale: false };
    this.fetches.set(key, fetch);
    const { signal } = fetch.controller;
    const { rows, columns } = tileCells(this.map, this.layer, address);
    try {
      const scores = await fetchHeatTile(
        this.analysis,
        address,
        this.shown,
        rows * columns,
        signal,
      );
      if (signal.aborted) return;
      this.tiles.set(key, { address, scores, rows, columns, stale: fetch.stale });
      this.on.tile();
    } catch (cause) {
      if (signal.aborted) return;
      this.on.failure(failureToShow(cause));
      this.failed.add(key);
      setTimeout(() => {
        this.failed.delete(key);
        this.startFetches();
      }, retryPause);
    }
    this.fetches.delete(key);
    this.startFetches();
  }
}
