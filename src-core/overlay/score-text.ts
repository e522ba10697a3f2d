/** @file A score in pictures and reports, as the window writes it. */

/** Per cent with one decimal: 99.9%; of a network that gives no probabilities, the number with three digits. */
export const scoreText = (score: number): string =>
  score >= 0 && score <= 1 ? `${(100 * score).toFixed(1)}%` : String(Number(score.toPrecision(3)));
