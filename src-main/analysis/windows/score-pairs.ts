/**
 * @file The same cells' scores, made in two ways.
 *
 * [Note: Scores that are no numbers] A network may itself give NaN or infinity, at some images or at all. Where both ways give the
 * same they agree, and it is told; where one way alone does, they differ, by no number that could be told. Neither is a fault of
 * the surgery that anyone could report: sums in another order overflow at another place.
 */
import { together } from "../../../src-core/messages/some-names.ts";
import type { Message } from "../../../src-core/messages/template.ts";
import { said } from "../../../src-core/messages/said.ts";

export class ScorePairs {
  cells = 0;
  /** Largest difference of scores that are finite in both ways. */
  maxAbsDiff = 0;
  /** Largest finite score of the second way, to know what a difference means. */
  largest = 0;
  /** Pairs of finite scores. */
  compared = 0;
  /** Cells where one way alone gives NaN or infinity, or each another. */
  differing = 0;
  private readonly alike = { nan: 0, infinite: 0, any: 0 };

  /** One cell. @param one scores of the first way, as many as of the other */
  add(one: Float32Array, other: Float32Array): void {
    let [nan, infinite, differs] = [false, false, false];
    for (const [index, score] of other.entries()) {
      const first = one[index] ?? NaN;
      if (Number.isFinite(first) && Number.isFinite(score)) {
        this.compared++;
        this.maxAbsDiff = Math.max(this.maxAbsDiff, Math.abs(first - score));
        this.largest = Math.max(this.largest, Math.abs(score));
      } else if (!Object.is(first, score)) differs = true;
      else if (Number.isNaN(score)) nan = true;
      else infinite = true;
    }
    this.cells++;
    if (differs) this.differing++;
    if (nan) this.alike.nan++;
    if (infinite) this.alike.infinite++;
    if (nan || infinite) this.alike.any++;
  }

  /** @param tolerance difference that rounding explains, as a share of the largest score or of 1 */
  isWithin(tolerance: number): boolean {
    return this.maxAbsDiff <= tolerance * Math.max(1, this.largest);
  }

  /** Whether some of the scores are no numbers. */
  get isTheNetworks(): boolean {
    return this.alike.any + this.differing > 0;
  }

  /** What there is to say of them; null where all scores are numbers. */
  get told(): Message | null {
    const { cells, differing, alike } = this;
    const what = said(
      alike.nan === 0
        ? "analysis.infinity"
        : alike.infinite === 0
          ? "analysis.nan"
          : "analysis.nan-or-infinity",
    );
    const all = [
      ...(this.compared === 0 && cells > 0 ? [said("analysis.no-score-compared")] : []),
      ...(differing > 0 ? [said("analysis.one-way-alone", { differing, cells })] : []),
      ...(alike.any > 0
        ? [said("analysis.network-itself", { what, count: alike.any, cells })]
        : []),
    ];
    return all.length === 0 ? null : together(all);
  }
}
