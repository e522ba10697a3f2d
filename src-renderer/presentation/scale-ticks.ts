/** @file Numbers beneath a bar of colours. */

interface Scale {
  readonly low: number;
  readonly high: number;
}

/** Its ends and its middle; all exact: of a scale that is not 0 to 1 the middle is left out. */
export const scaleTicks = ({ low, high }: Scale): readonly number[] =>
  low === 0 && high === 1 ? [0, 0.5, 1] : [low, high];

/** Where on the bar a threshold lies, 0…1: at its end where the scale ends before it. */
export const thresholdPlace = ({ low, high }: Scale, threshold: number): number =>
  Math.max(0, Math.min(1, (threshold - low) / (high - low)));
