/** @file Scores → colours with transparency, one RGBA pixel per cell: the one rule of the window and of what is exported. */

/** Scores at the ends of the colours. */
export interface ColorScale {
  readonly low: number;
  readonly high: number;
}

export interface Paint {
  /** 256 × RGB */
  readonly colors: Uint8Array;
  /** 0 to 1: of every cell that is coloured. */
  readonly opacity: number;
  /** A score: cells below it are not coloured at all. */
  readonly threshold: number;
  /** Of the whole map, where the plane is a part of it; by default that of the plane. */
  readonly range?: ColorScale;
}

/** Of the window before another one is chosen there, and of what is exported. */
export const usualOpacity = 0.6;

/**
 * The score from which on cells are coloured: that from which on boxes of the class count, so that map and boxes tell the same.
 * Of all classes together, where each has its own, the lowest of them: nothing that counts is left without a colour.
 * @param shown name of the class that is shown alone; null for the best of all
 */
export function shownFrom(
  {
    threshold,
    thresholds,
  }: { threshold: number; thresholds?: Readonly<Record<string, number>> | null | undefined },
  shown: string | null = null,
): number {
  if (!thresholds) return threshold;
  return shown === null
    ? Math.min(threshold, ...Object.values(thresholds))
    : (thresholds[shown] ?? threshold);
}

/** From 0 to 1, or from the lowest to the highest score where a network gives no probabilities. */
export function colorScale({ low, high }: ColorScale): ColorScale {
  const probabilities = low >= 0 && high <= 1;
  return probabilities || !(high > low) ? { low: 0, high: 1 } : { low, high };
}

/** The colour scale of a plane's scores. */
export function colorScaleOf(plane: Float32Array): ColorScale {
  let [low, high] = [Infinity, -Infinity];
  for (const score of plane) {
    if (score < low) low = score;
    if (score > high) high = score;
  }
  return colorScale({ low, high });
}

/**
 * RGBA of each cell: its colour with the opacity that was asked for from the threshold on, nothing below. The image under a cell
 * that does not count stays as it is, to the last bit.
 * @param into room for 4 bytes per cell, filled and returned
 */
export function paintCells(
  plane: Float32Array,
  { colors, opacity, threshold, range }: Paint,
  into: Uint8ClampedArray = new Uint8ClampedArray(plane.length * 4),
): Uint8ClampedArray {
  const { low, high } = range ? colorScale(range) : colorScaleOf(plane);
  const alpha = Math.round(255 * opacity);
  for (let cell = 0; cell < plane.length; cell++) {
    const score = plane[cell] ?? NaN;
    const level = levelOf(score, low, high) * 3;
    into[4 * cell] = colors[level] ?? 0;
    into[4 * cell + 1] = colors[level + 1] ?? 0;
    into[4 * cell + 2] = colors[level + 2] ?? 0;
    // A score that is no number has no colour: every comparison with it is false.
    into[4 * cell + 3] = score >= threshold ? alpha : 0;
  }
  return into;
}

/** Which of the 256 colours a score has; 0 where it is no number. */
const levelOf = (score: number, low: number, high: number): number =>
  Math.round(Math.min(Math.max((score - low) / (high - low), 0), 1) * 255) || 0;
