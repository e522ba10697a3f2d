/**
 * @file Sides measured in turns, A B A B …, so that the machine's drift hits all alike.
 *
 * [Note: Turns] A turn begins with a pause and runs its work once off the clock: ONNX Runtime's threads spin for some
 * milliseconds after a run, and would take a core from whoever comes next.
 */
import { setTimeout } from "node:timers/promises";

/** Does the work of one or more sides; milliseconds by side. */
export type Turn = () => Promise<Readonly<Record<string, number>>>;

export interface Extent {
  /** Measured rounds that there are in any case. */
  readonly atLeast: number;
  /** Further rounds begin only before this many milliseconds are over. */
  readonly milliseconds: number;
}

/** Milliseconds by side, one entry for each round. */
export type Rounds = readonly Readonly<Record<string, number>>[];

const most = 41; // rounds: further ones hardly move a median
const pause = 25; // milliseconds, longer than the threads of a session spin

/** One round that is not counted, then at least `extent.atLeast` rounds. */
export async function interleave(turns: readonly Turn[], extent: Extent): Promise<Rounds> {
  await round(turns);
  const rounds: Readonly<Record<string, number>>[] = [];
  const start = performance.now();
  const goesOn = (): boolean => performance.now() - start < extent.milliseconds;
  while (rounds.length < extent.atLeast || (rounds.length < most && goesOn()))
    rounds.push(await round(turns));
  return rounds;
}

async function round(turns: readonly Turn[]): Promise<Readonly<Record<string, number>>> {
  let times: Readonly<Record<string, number>> = {};
  for (const turn of turns) {
    await setTimeout(pause);
    times = { ...times, ...(await turn()) };
  }
  return times;
}
