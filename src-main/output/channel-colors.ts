/** @file A colour for each channel of a score map: of hundreds of classes no two neighbours are alike. */

/** Turns between the hues of neighbouring classes: the golden section, so that no two of a few dozen are alike. */
const turn = 0.618033988749895;

/** Of class `index`: six hexadecimal digits, as OME-Zarr writes them. */
export function channelColor(index: number): string {
  const hue = ((0.95 + index * turn) % 1) * 6;
  const channel = (shift: number): string => {
    const position = (hue + shift) % 6;
    const share = Math.min(Math.max(Math.abs(position - 3) - 1, 0), 1);
    const value = Math.round(255 * (0.15 + 0.75 * share));
    return value.toString(16).padStart(2, "0").toUpperCase();
  };
  return [channel(0), channel(4), channel(2)].join("");
}
