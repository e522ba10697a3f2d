/** @file Which scores a heat-map shows: one class, or the best of all that are an object. */

/** Scores after the activation. */
export interface ScoreMap {
  /** classes × rows × columns */
  readonly data: Float32Array;
  readonly classes: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Scores to show, rows × columns: those of class `shown`, or with "objects" the best score of any class but `background`.
 * @param named how many of a cell's numbers are classes, the first ones
 */
export function scorePlane(
  { data, classes, rows, columns }: ScoreMap,
  shown: number | "objects",
  background: number | undefined,
  named = classes,
): Float32Array {
  const cells = rows * columns;
  if (shown !== "objects") return data.subarray(shown * cells, (shown + 1) * cells);
  const best = new Float32Array(cells).fill(Number.NEGATIVE_INFINITY);
  for (let index = 0; index < named; index++) {
    if (index === background) continue;
    for (let cell = 0; cell < cells; cell++)
      best[cell] = Math.max(best[cell] ?? 0, data[index * cells + cell] ?? 0);
  }
  return best;
}
