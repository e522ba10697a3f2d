/** @file Colours of scores: perceptual colour maps as tables of 256 RGB triples. */
import { interpolateMagma, interpolateTurbo, interpolateViridis } from "d3-scale-chromatic";
import type { ColorMapName } from "../contract/settings.ts";

const interpolators: Record<ColorMapName, (t: number) => string> = {
  viridis: interpolateViridis,
  magma: interpolateMagma,
  turbo: interpolateTurbo,
};

/** 256 × RGB, from score 0 to score 1. */
export function colorTable(name: ColorMapName): Uint8Array {
  const table = new Uint8Array(256 * 3);
  for (let level = 0; level < 256; level++)
    table.set(parseColor(interpolators[name](level / 255)), level * 3);
  return table;
}

/** `#rrggbb` or `rgb(r, g, b)`: the two ways in which the library writes a colour. */
function parseColor(text: string): number[] {
  if (text.startsWith("#"))
    return [1, 3, 5].map((start) => Number.parseInt(text.slice(start, start + 2), 16));
  return (text.match(/\d+/g) ?? []).map(Number);
}
