/** @file The proof: the pass against the classifier on its windows, cell by cell. */
import type { Equality } from "../../src-core/contract/analysis.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { ExpectedEquality } from "../../src-core/network/equality.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { Scores } from "../engine/engine.ts";

/** Score of class `index` in a cell of the pass's map. */
export const mapScore = ({ data, rows, columns }: ScoreMap, cell: number, index: number): number =>
  data[index * rows * columns + cell] ?? NaN;

/** Collects the differences of the cells that the baseline visits; a cell counts once however often it is seen. */
export class Agreement {
  private readonly map: ScoreMap;
  private readonly seen: Uint8Array;
  private checked = 0;
  private same = 0;
  private maxAbsDiff = 0;
  /** Largest score of the classifier, to know what a difference means. */
  largest = 0;

  constructor(map: ScoreMap) {
    this.map = map;
    this.seen = new Uint8Array(map.rows * map.columns);
  }

  /** @param scores of the classifier on the windows of `cells`, cells × classes */
  add(cells: readonly number[], { data, classes }: Scores): void {
    for (const [place, cell] of cells.entries()) {
      if (this.seen[cell] === 1) continue;
      this.seen[cell] = 1;
      this.checked++;
      let [bestOfPass, bestOfWindow] = [0, 0];
      for (let index = 0; index < classes; index++) {
        const pass = mapScore(this.map, cell, index);
        const window = data[place * classes + index] ?? NaN;
        this.largest = Math.max(this.largest, Math.abs(window));
        // Once it is no number it stays so: that must not pass for a small difference.
        this.maxAbsDiff = Math.max(this.maxAbsDiff, Math.abs(pass - window));
        if (pass > mapScore(this.map, cell, bestOfPass)) bestOfPass = index;
        if (window > (data[place * classes + bestOfWindow] ?? NaN)) bestOfWindow = index;
      }
      if (bestOfPass === bestOfWindow) this.same++;
    }
  }

  /**
   * @param tolerance difference that rounding explains, as a share of the largest score or of 1
   * @throws UserError when scores are no numbers, so that nothing can be said about them
   */
  result(expected: ExpectedEquality, tolerance = Infinity): Equality {
    if (Number.isNaN(this.maxAbsDiff))
      throw new UserError(
        "engine",
        "some of the network's scores are no numbers (NaN): check the file, and scale, mean and std of its card",
      );
    const argmaxAgreement = this.checked === 0 ? 0 : this.same / this.checked;
    const { checked, maxAbsDiff } = this;
    const measured = { checked, maxAbsDiff, argmaxAgreement };
    if (expected.class === "exact" && maxAbsDiff > tolerance * Math.max(1, this.largest))
      return {
        class: "padded",
        reason: `differs by ${maxAbsDiff.toExponential(1)}, more than rounding explains, although nothing in its graph says why: it is not called equal; please report the file`,
        ...measured,
      };
    return { ...expected, ...measured };
  }
}
