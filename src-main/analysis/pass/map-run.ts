/** @file The run that makes the map: it goes on where an earlier one was stopped. */
import type { Tile } from "../../../src-core/tiling/plan.ts";
import type { Subject } from "../subject/subject.ts";
import { nowhere } from "./maps.ts";
import type { PassProgress } from "./pass-progress.ts";
import type { NetworkTime } from "./recorded-time.ts";
import { recordTime } from "./recorded-time.ts";
import type { Sink, TileRunner } from "./tile-runner.ts";
import { tileCells } from "./tile-scores.ts";

export interface MapRun {
  /** Milliseconds of the network for all cells; null where all of them were there and nothing was run. */
  readonly time: number | null;
  /** Milliseconds of waiting for pixels, and for scores to be put in their place, as for all cells. */
  readonly waited: number;
  readonly placed: number;
}

/** Tiles that a large image is timed by whose map is whole already: there is no other way to a time. */
const sampled = 4;

/**
 * A large image is timed after a warm-up on one tile: its time is that of the tiles that were run, now and before, scaled to all.
 * @param spent what the tiles that are there have taken, where the same session's device ran them; it grows with each tile
 * @param device what runs it by then: the time of a large image is kept for each
 * @param onStart hears when the warm-up is over
 */
export async function makeMap(
  runner: TileRunner,
  { facts, plan, key }: Subject,
  tiles: readonly Tile[],
  { sink, spent }: { readonly sink: Sink; readonly spent: NetworkTime },
  device: () => string,
  progress: PassProgress,
  onStart: () => Promise<void>,
): Promise<MapRun> {
  const cells = plan.map.rows * plan.map.columns;
  const missing = tiles.filter((tile) => !sink.has(tile));
  const left = missing.reduce((sum, tile) => sum + tileCells(tile), 0);
  progress.reached(cells - left);
  progress.at(0);
  const samples = facts.large ? tiles.slice(0, missing.length > 0 ? 1 : sampled) : [];
  const sample = await runner.run(samples, nowhere, () => undefined);
  await onStart();
  const run = await runner.run(missing, sink, (done) => {
    progress.at(done);
  });
  progress.reached(cells);
  // A device that failed on the way took some of it: then the time is that of the rest.
  const all = run.cells === left ? { ...spent } : run;
  const known = facts.large ? await recordTime([key, device()], run, sample) : all;
  // What was there already took its time before: as that of the network, these are those of the whole.
  const whole = run.cells > 0 ? cells / run.cells : 1;
  return {
    time: known.cells > 0 ? (known.time * cells) / known.cells : null,
    waited: runner.waited * whole,
    placed: runner.placed * whole,
  };
}
