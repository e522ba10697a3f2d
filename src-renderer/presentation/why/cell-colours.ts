/** @file Colours of the lesson's figures. They are laid over the ground with an opacity, so that both appearances have them. */

export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

export const none: Colour = [0, 0, 0, 0];

const above = [234, 106, 32] as const;
const below = [64, 126, 214] as const;

/** Above zero warm, below it cold, the fuller the farther. @param most magnitude that is full */
export function signedColour(value: number, most: number): Colour {
  const share = most > 0 ? Math.min(1, Math.abs(value) / most) : 0;
  return [...(value < 0 ? below : above), 0.1 + 0.9 * share];
}

/** From nothing to full. @param share 0…1 */
export const shareColour = (share: number): Colour => [...above, Math.max(0, Math.min(1, share))];

/** A colour of its own for each of `count` weights. @param strength opacity */
export function tiedColour(index: number, count: number, strength: number): Colour {
  const hue = (index / Math.max(1, count)) * 330;
  // Neighbours along the hues are told apart by their lightness.
  const light = index % 2 === 0 ? 0.5 : 0.62;
  const chroma = 0.62 * (1 - Math.abs(2 * light - 1));
  const part = hue / 60;
  const middle = chroma * (1 - Math.abs((part % 2) - 1));
  const [red, green, blue] = (
    [
      [chroma, middle, 0],
      [middle, chroma, 0],
      [0, chroma, middle],
      [0, middle, chroma],
      [middle, 0, chroma],
      [chroma, 0, middle],
    ] as const
  )[Math.floor(part)] ?? [0, 0, 0];
  const base = light - chroma / 2;
  return [255 * (red + base), 255 * (green + base), 255 * (blue + base), strength];
}
