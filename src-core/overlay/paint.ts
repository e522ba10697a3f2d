/** @file Scores → colours with transparency, one RGBA pixel per cell. */

/** Scores at the ends of the colours. */
export interface ColorScale {
  readonly low: number;
  readonly high: number;
}

export interface Paint {
  /** 256 × RGB */
  readonly colors: Uint8Array;
  /** 0 to 1: of the highest score. */
  readonly opacity: number;
  /** Cells below are left out. */
  readonly threshold: number;
  /** Of the whole map, where the plane is a part of it; by default that of the plane. */
  readonly range?: ColorScale;
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
 * RGBA of each cell. Opacity rises with the score, so that the image stays visible where there is nothing.
 * @param into room for 4 bytes per cell, filled and returned
 */
export function paintCells(
  plane: Float32Array,
  { colors, opacity, threshold, range }: Paint,
  into: Uint8ClampedArray = new Uint8ClampedArray(plane.length * 4),
): Uint8ClampedArray {
  const { low, high } = range ? colorScale(range) : colorScaleOf(plane);
  for (let cell = 0; cell < plane.length; cell++) {
    const score = plane[cell] ?? NaN;
    const share = Math.min(Math.max((score - low) / (high - low), 0), 1);
    // A score that is no number has no colour: every comparison with it is false.
    const shown = share >= threshold;
    const level = Math.round(share * 255) * 3;
    into[4 * cell] = colors[level] ?? 0;
    into[4 * cell + 1] = colors[level + 1] ?? 0;
    into[4 * cell + 2] = colors[level + 2] ?? 0;
    into[4 * cell + 3] = shown ? Math.round(255 * opacity * (0.35 + 0.65 * share)) : 0;
  }
  return into;
}
