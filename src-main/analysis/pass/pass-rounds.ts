/** @file The pass as one side of a comparison: run again in each round, in turns with the windows. */
import { noticeOf } from "../../../src-core/contract/notices.ts";
import { said } from "../../../src-core/messages/said.ts";
import { setTimeout } from "node:timers/promises";
import type { Notice } from "../../../src-core/contract/notices.ts";
import type { RaceArea } from "../../../src-core/contract/race.ts";
import type { Tile } from "../../../src-core/tiling/plan.ts";
import { tilesOf } from "../../../src-core/tiling/plan.ts";
import type { Session } from "../../engine/engine.ts";
import type { Job } from "../jobs/job.ts";
import { nowhere } from "./maps.ts";
import { sampleCells } from "../windows/sample-cells.ts";
import type { Subject } from "../subject/subject.ts";
import { TileRunner } from "./tile-runner.ts";
import { sleep } from "../jobs/timing.ts";

type OnDone = (cells: number, time: number) => void;

export interface PassRounds {
  /** Tiles that are run in it, and those that there are. */
  readonly tiles: { readonly run: number; readonly all: number };
  /** Parts of the map that are run, in their order. */
  readonly areas: readonly RaceArea[];
  /** Cells of the whole map. */
  readonly cells: number;
  /** A tile off the clock. */
  readonly warmUp: () => Promise<void>;
  /** Milliseconds of the network for all cells. @param onDone hears how many cells are done after how many milliseconds */
  readonly run: (onDone?: OnDone) => Promise<number>;
  /** The same after a pause and a tile off the clock, as for the windows. */
  readonly time: (onDone?: OnDone) => Promise<number>;
}

export interface RoundBudget {
  /** Milliseconds that a cell is expected to take. */
  readonly perCell: number;
  /** Milliseconds of one turn. */
  readonly budget: number;
}

/**
 * A turn of it: milliseconds of the network for all cells. Where all tiles would take too long, those of a random sample are run,
 * the same in each round, and the others are assumed alike: the windows of a large image are measured on a sample, too.
 */
export function passRounds(
  session: Session,
  subject: Subject,
  job: Job,
  { perCell, budget }: RoundBudget,
): PassRounds {
  const { model, facts, plan } = subject;
  const all = [...tilesOf(model.surgery, facts, plan)];
  const cells = plan.map.rows * plan.map.columns;
  const tiles =
    budget >= cells * perCell ? all : sampleOf(all, (budget / perCell / cells) * all.length);
  const runner = new TileRunner(session, subject, job);
  const warmUp = async (): Promise<void> => {
    await runner.run(tiles.slice(0, 1), nowhere, () => undefined);
  };
  const run: PassRounds["run"] = async (onDone = () => undefined) => {
    const timed = await runner.run(tiles, nowhere, onDone);
    return (timed.time * cells) / timed.cells;
  };
  const time: PassRounds["time"] = async (onDone) => {
    await setTimeout(sleep);
    await warmUp();
    return run(onDone);
  };
  const areas = tiles.map(({ vertical, horizontal }): RaceArea => [
    vertical.from,
    horizontal.from,
    vertical.to - vertical.from,
    horizontal.to - horizontal.from,
  ]);
  return { tiles: { run: tiles.length, all: all.length }, areas, cells, warmUp, run, time };
}

/** What is told of turns in which not every cell was computed; empty where all were. */
export function sampledNotice(turns: readonly Pick<PassRounds, "tiles">[]): Notice[] {
  const sum = (of: "run" | "all"): number =>
    turns.reduce((total, { tiles }) => total + tiles[of], 0);
  const [run, all] = [sum("run"), sum("all")];
  if (run === all) return [];
  const message = said("analysis.comparison-tiles-pass-were", { run, all });
  return [noticeOf("pass-sampled", message)];
}

function sampleOf(tiles: readonly Tile[], affordable: number): Tile[] {
  const count = Math.min(tiles.length, Math.max(1, Math.floor(affordable)));
  return [...sampleCells(tiles.length, count)].flatMap((index) => tiles[index] ?? []);
}
