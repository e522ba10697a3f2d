/** @file The proof: the pass against the classifier on its windows, cell by cell. */
import { together } from "../../../src-core/messages/some-names.ts";
import type { Message } from "../../../src-core/messages/template.ts";
import { because } from "../../../src-core/contract/message.ts";
import { inEnglish, said } from "../../../src-core/messages/said.ts";
import type { Equality } from "../../../src-core/contract/analysis.ts";
import type { ExpectedEquality } from "../../../src-core/network/properties/equality.ts";
import type { Scores } from "../../engine/engine.ts";
import type { ScoreSource } from "../../output/score-source.ts";
import { scoresAt } from "./cell-scores.ts";
import { ScorePairs } from "./score-pairs.ts";
import type { CellPlace } from "./window-batches.ts";

/** Collects the differences of the cells that the baseline visits, each of which it visits once. */
export class Agreement {
  private readonly tolerance: number;
  private readonly classes: number;
  private readonly pairs = new ScorePairs();
  private same = 0;

  /**
   * @param tolerance difference that rounding explains, as a share of the largest score or of 1
   * @param classes the numbers of a cell that are its classes, the first ones; all where it is left out
   */
  constructor(tolerance = Infinity, classes = Infinity) {
    this.tolerance = tolerance;
    this.classes = classes;
  }

  /** @param scores of the classifier on the windows of `cells` of the pass's map, cells × classes */
  async add(
    map: ScoreSource,
    cells: readonly CellPlace[],
    { data, classes }: Scores,
  ): Promise<void> {
    if (classes !== map.classes)
      throw new RangeError(`windows have ${classes} scores, cells of the pass ${map.classes}`);
    const known = await scoresAt(map, cells);
    for (const place of cells.keys()) {
      const [first, end] = [place * classes, (place + 1) * classes];
      const [pass, window] = [known.subarray(first, end), data.subarray(first, end)];
      this.pairs.add(pass, window);
      if (best(pass, this.classes) === best(window, this.classes)) this.same++;
    }
  }

  /** What was measured, in the class that the graph promises or in a lower one. `maxAbsDiff` is that of finite scores. */
  result(expected: ExpectedEquality): Equality {
    const { cells: checked, maxAbsDiff, told, isTheNetworks, compared } = this.pairs;
    // Where no score is a number, no class is the best.
    const argmaxAgreement = compared === 0 ? 0 : this.same / checked;
    const as = (kind: Equality["class"], ...reasons: (Message | null)[]): Equality => ({
      class: kind,
      ...because(
        together(
          reasons.filter((reason) => reason !== null).filter((reason) => inEnglish(reason) !== ""),
        ),
      ),
      checked,
      maxAbsDiff,
      argmaxAgreement,
    });
    if (expected.class !== "exact") return as(expected.class, expected.said, told);
    if (!this.pairs.isWithin(this.tolerance)) {
      const differs = said("analysis.differs", { difference: maxAbsDiff });
      return isTheNetworks
        ? as("padded", differs, told)
        : as("padded", differs, said("analysis.please-report"));
    }
    return this.pairs.differing > 0
      ? as("padded", said("analysis.not-called-equal", { why: told ?? "" }))
      : as("exact", expected.said, told);
  }
}

/** Index of the highest of the first `classes` scores, the first of equal ones. */
function best(scores: Float32Array, classes: number): number {
  let chosen = 0;
  for (let index = 1; index < Math.min(classes, scores.length); index++)
    if ((scores[index] ?? NaN) > (scores[chosen] ?? NaN)) chosen = index;
  return chosen;
}
