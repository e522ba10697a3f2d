/** @file The proof: the pass against the classifier on its windows, cell by cell. */
import type { Equality } from "../../src-core/contract/analysis.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { ExpectedEquality } from "../../src-core/network/equality.ts";
import type { Scores } from "../engine/engine.ts";
import type { ScoreSource } from "../output/score-source.ts";
import { scoresAt } from "./scores.ts";
import type { CellPlace } from "./windows.ts";

/** Collects the differences of the cells that the baseline visits, each of which it visits once. */
export class Agreement {
  private readonly tolerance: number;
  private readonly classes: number;
  private checked = 0;
  private same = 0;
  private maxAbsDiff = 0;
  /** Largest score of the classifier, to know what a difference means. */
  largest = 0;

  /**
   * @param tolerance difference that rounding explains, as a share of the largest score or of 1
   * @param classes the numbers of a cell that are its classes, the first ones; all where it is left out
   */
  constructor(tolerance = Infinity, classes = Infinity) {
    [this.tolerance, this.classes] = [tolerance, classes];
  }

  /** @param scores of the classifier on the windows of `cells` of the pass's map, cells × classes */
  async add(
    map: ScoreSource,
    cells: readonly CellPlace[],
    { data, classes }: Scores,
  ): Promise<void> {
    const known = await scoresAt(map, cells);
    for (const place of cells.keys()) {
      this.checked++;
      let [bestOfPass, bestOfWindow] = [0, 0];
      const first = place * classes;
      for (let index = 0; index < classes; index++) {
        const pass = known[first + index] ?? NaN;
        const window = data[first + index] ?? NaN;
        this.largest = Math.max(this.largest, Math.abs(window));
        // Once it is no number it stays so: that must not pass for a small difference.
        this.maxAbsDiff = Math.max(this.maxAbsDiff, Math.abs(pass - window));
        if (index >= this.classes) continue;
        if (pass > (known[first + bestOfPass] ?? NaN)) bestOfPass = index;
        if (window > (data[first + bestOfWindow] ?? NaN)) bestOfWindow = index;
      }
      if (bestOfPass === bestOfWindow) this.same++;
    }
  }

  /**
   * @throws UserError when scores are no numbers, so that nothing can be said about them
   */
  result(expected: ExpectedEquality): Equality {
    if (Number.isNaN(this.maxAbsDiff))
      throw new UserError(
        "engine",
        "some of the network's scores are no numbers (NaN): check the file, and scale, mean and std of its card",
      );
    const argmaxAgreement = this.checked === 0 ? 0 : this.same / this.checked;
    const { checked, maxAbsDiff } = this;
    const measured = { checked, maxAbsDiff, argmaxAgreement };
    if (expected.class === "exact" && maxAbsDiff > this.tolerance * Math.max(1, this.largest))
      return {
        class: "padded",
        reason: `differs by ${maxAbsDiff.toExponential(1)}, more than rounding explains, although nothing in its graph says why: it is not called equal; please report the file`,
        ...measured,
      };
    return { ...expected, ...measured };
  }
}
