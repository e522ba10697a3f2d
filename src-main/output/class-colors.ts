/** @file A colour per class, the same in every file. */

export type Rgb = readonly [red: number, green: number, blue: number];

/** Turns between the hues of neighbouring classes: the golden section, so that no two of a few dozen are alike. */
const turn = 0.618033988749895;

/** Colour of class `index`, 0 to 255 per channel. */
export function classColor(index: number): Rgb {
  const hue = ((0.95 + index * turn) % 1) * 6;
  const channel = (shift: number): number => {
    const position = (hue + shift) % 6;
    const share = Math.min(Math.max(Math.abs(position - 3) - 1, 0), 1);
    return Math.round(255 * (0.15 + 0.75 * share));
  };
  return [channel(0), channel(4), channel(2)];
}

/** Of a detection's class. */
export const labelColor = (label: string, labels: readonly string[]): Rgb =>
  classColor(Math.max(0, labels.indexOf(label)));

/** Six hexadecimal digits, without a sign before them. */
export const hexColor = (color: Rgb): string =>
  color.map((value) => value.toString(16).padStart(2, "0")).join("");
