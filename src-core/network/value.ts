/** @file The abstract value that the walk keeps for each tensor. */
import type { AxisGeometry } from "./geometry.ts";

/**
 * A tensor with its meaning:
 * - `spatial`: N × channels × height × width;
 * - `flattened`: the same numbers as one vector in CHW order, N × channels·height·width;
 * - `vector`: N × channels, height = width = 1.
 *
 * `vertical` and `horizontal` say where on the input each of its cells looks.
 */
export interface Value {
  readonly form: "spatial" | "flattened" | "vector";
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly vertical: AxisGeometry;
  readonly horizontal: AxisGeometry;
}

export function describe(value: Value | undefined): string {
  if (!value) return "a constant or unknown tensor";
  const { form, channels, height, width } = value;
  return `${form} ${channels}×${height}×${width}`;
}
