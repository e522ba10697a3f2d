/** @file Scales as they are read and written. */
import type { Analysis, ScaleResult } from "../../src-core/contract/analysis.ts";
import { scales as scalesSchema, objectSizes } from "../../src-core/contract/api.ts";
import type { ObjectSizes } from "../../src-core/contract/api.ts";

const largestDenominator = 16;

/** A half, a quarter… as fractions, others as numbers. */
export function ratioText(scale: number, format: (value: number) => string): string {
  const denominator = Math.round(1 / scale);
  const whole = denominator > 1 && denominator <= largestDenominator;
  // Images have whole sizes: a quarter of 161 pixels is 41 of them.
  if (whole && Math.abs(scale * denominator - 1) < 0.005) return `1/${denominator}`;
  return format(scale);
}

/** Of all scales together. */
export const cellCount = ({ map, scales = [] }: Pick<Analysis, "map" | "scales">): number =>
  scales.length === 0 ? cells(map) : scales.reduce((sum, one) => sum + cells(one.map), 0);

const cells = ({ columns, rows }: ScaleResult["map"]): number => columns * rows;

/** `1, 1/2 0.25` as numbers; null where it is no list of scales. */
export function parseScales(text: string): number[] | null {
  const parts = text.split(/[\s,;，、]+/).filter((part) => part !== "");
  const numbers = parts.map((part) => {
    const [above = NaN, below = 1] = part.split("/").map(Number);
    return above / below;
  });
  return scalesSchema.safeParse(numbers).data ?? null;
}

/** @param largest null for no end @returns null where these are no sizes */
export function parseSizes(smallest: number | null, largest: number | null): ObjectSizes | null {
  const sizes = { smallest, ...(largest === null ? {} : { largest }) };
  return objectSizes.safeParse(sizes).data ?? null;
}
