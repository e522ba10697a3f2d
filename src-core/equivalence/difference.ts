/** How far two ways to the same numbers are apart. */
export interface Difference {
  /** Compared numbers. */
  readonly checked: number;
  readonly maxAbsDiff: number;
  /** The largest difference / magnitude of its number. */
  readonly maxRelDiff: number;
  /** The magnitude of that number: small, since the worst is where products cancel and little is left of a sum. */
  readonly maxRelDiffOf: number;
  /** The largest magnitude, to read `maxAbsDiff` against. */
  readonly maxAbs: number;
}

/** @throws RangeError when they are not equally many */
export function difference(one: Float32Array, other: Float32Array): Difference {
  if (one.length !== other.length)
    throw new RangeError(`${one.length} numbers cannot be compared with ${other.length}`);
  let [maxAbsDiff, maxRelDiff, maxRelDiffOf, maxAbs] = [0, 0, 0, 0];
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? NaN;
    const apart = Math.abs(value - against);
    const magnitude = Math.max(Math.abs(value), Math.abs(against));
    // Math.max lets NaN through: what is no number must not pass as agreement.
    maxAbsDiff = Math.max(maxAbsDiff, apart);
    const relative = magnitude === 0 ? 0 : apart / magnitude;
    if (relative > maxRelDiff) maxRelDiffOf = magnitude;
    maxRelDiff = Math.max(maxRelDiff, relative);
    maxAbs = Math.max(maxAbs, magnitude);
  }
  return { checked: one.length, maxAbsDiff, maxRelDiff, maxRelDiffOf, maxAbs };
}
