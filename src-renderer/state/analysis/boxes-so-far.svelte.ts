/** @file What the tiles that are done have, while a pass goes on or after it was stopped. */
import type { Candidates } from "../../../src-core/contract/api.ts";

/** So many are chosen among within a frame. */
type CandidateBox = Candidates["boxes"][number];

/** More than that nobody looks through; how many there are is told. */
const mostSoFar = 10_000;

export class BoxesSoFar {
  /** Best first; null where nothing is told before the end. */
  boxes = $state.raw<readonly CandidateBox[] | null>(null);
  /** How many there are in these tiles: more than are here, of very many. */
  count = $state(0);

  /** A tile is done. @param count how many there are in it */
  add(boxes: readonly CandidateBox[], count: number): void {
    const known = this.boxes;
    this.count += count;
    if (known && boxes.length === 0) return;
    const all = [...(known ?? []), ...boxes].sort((a, b) => b.score - a.score);
    this.boxes = all.slice(0, mostSoFar);
  }

  /** The pass begins with the first tile. */
  forget(): void {
    this.boxes = null;
    this.count = 0;
  }
}
