/** @file What a network's scores on a few windows say of themselves: whether they are probabilities already. */

/**
 * `exclusive`: probabilities of classes that exclude each other, which sum to 1; `separate`: a probability for each class;
 * `scaled`: `exclusive` ones times `sum`; `open`: no probabilities; `unclear`: nothing can be concluded from these windows.
 */
export type ScoreKind = "exclusive" | "separate" | "scaled" | "open" | "unclear";

export interface MeasuredScores {
  readonly kind: ScoreKind;
  /** Windows whose scores are all finite: those that were looked at. */
  readonly windows: number;
  /** What the scores of a window sum to, where that is the same on all. */
  readonly sum: number | null;
}

/** Fewer say nothing. */
const fewest = 3;

/**
 * @param scores of each window, classes each
 * @param rounding how far a score may lie beside what it should be, as a share of the sum
 */
export function scoreKind(scores: readonly Float32Array[], rounding: number): MeasuredScores {
  const finite = scores.filter((window) => window.every(Number.isFinite));
  const windows = finite.length;
  const [first] = finite;
  // The same scores whatever is seen: a network that sees nothing here.
  const varies = finite.some((window) => window.some((score, kind) => score !== first?.[kind]));
  if (!first || windows < fewest || !varies) return { kind: "unclear", windows, sum: null };
  const sums = finite.map((window) => window.reduce((total, score) => total + score, 0));
  const [least, most] = [Math.min(...sums), Math.max(...sums)];
  const isShared = first.length > 1 && least > 0 && most - least <= 10 * rounding * most;
  const sum = isShared ? (least + most) / 2 : null;
  const within = (limit: number): boolean =>
    finite.every((window) =>
      window.every((score) => score >= -rounding * limit && score <= (1 + rounding) * limit),
    );
  if (sum !== null && Math.abs(sum - 1) <= 10 * rounding && within(1))
    return { kind: "exclusive", windows, sum };
  if (within(1)) return { kind: "separate", windows, sum };
  return { kind: sum !== null && within(sum) ? "scaled" : "open", windows, sum };
}
