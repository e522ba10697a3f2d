/** @file How many windows at once take the least time each. */
import { OutOfMemory } from "../../engine/engine.ts";
import { statistics } from "../jobs/timing.ts";
import type { WindowBatch } from "./window-batches.ts";

/** Larger ones are tried where memory and device allow them: see `mostAtOnce`. */
const sizes = [16, 64, 256, 1024, 4096] as const;

export interface BatchTrial {
  /** Windows that there are, that the network takes, and that memory allows. */
  readonly most: number;
  /** Whether the network takes that many and no others. */
  readonly isFixed: boolean;
  /** Milliseconds of network time. */
  readonly budget: number;
  readonly cut: (size: number) => Promise<readonly WindowBatch[]>;
  /** Milliseconds of the network. */
  readonly time: (windows: readonly WindowBatch[]) => Promise<number>;
  readonly progress: (done: number, total: number) => void;
}

/**
 * Measured on a few batches of each size. A size that there is no memory for ends the search; where it is the smallest, that is
 * thrown.
 * @throws OutOfMemory
 */
export async function bestBatch({ most, isFixed, budget, cut, time, progress }: BatchTrial) {
  const tried = isFixed ? [] : sizes.filter((size) => size <= most);
  const all = tried.length > 0 ? tried : [most];
  let best = { batch: 0, perWindow: Infinity };
  for (const [index, batch] of all.entries()) {
    // A batch that alone would take the whole share is not tried, the smallest is.
    if (best.perWindow < Infinity && best.perWindow * batch * 2 > budget) break;
    try {
      const perWindow = (await medianOf(await cut(batch), budget / all.length)) / batch;
      if (perWindow < best.perWindow) best = { batch, perWindow };
    } catch (cause) {
      if (!(cause instanceof OutOfMemory) || best.batch === 0) throw cause;
      break;
    }
    progress(index + 1, all.length);
  }
  progress(all.length, all.length);
  return best;

  async function medianOf(windows: readonly WindowBatch[], share: number): Promise<number> {
    await time(windows); // warm-up
    const times: number[] = [];
    const start = performance.now();
    const enough = Math.min(share, 300);
    while (times.length < 3 || (times.length < 20 && performance.now() - start < enough)) {
      times.push(await time(windows));
      if (performance.now() - start > budget) break;
    }
    return statistics(times).median;
  }
}
