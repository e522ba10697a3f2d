/** @file Windows that slide over a map, as ONNX writes them: attributes and the size of the result. */
import type { AttributeValue } from "../../../../src-core/network/onnx/node.ts";

export type Pair = number | readonly [height: number, width: number];
export type AutoPad = "SAME_UPPER" | "SAME_LOWER" | "VALID";

export interface SlideOptions {
  readonly stride?: Pair;
  readonly dilation?: Pair;
  /** One number for all four sides, or top, left, bottom, right. */
  readonly pad?: number | readonly [top: number, left: number, bottom: number, right: number];
  readonly autoPad?: AutoPad;
  readonly ceil?: boolean;
}

export const both = (pair: Pair): readonly [number, number] =>
  typeof pair === "number" ? [pair, pair] : pair;

/** Attributes of a sliding operator; what is the standard's default is left out, as exporters do. */
export function slideAttributes(
  kernel: Pair,
  options: SlideOptions,
): Record<string, AttributeValue> {
  const [top, left, bottom, right] = sides(options);
  const dilations = both(options.dilation ?? 1);
  return {
    kernel_shape: both(kernel),
    strides: both(options.stride ?? 1),
    ...(dilations.some((step) => step > 1) && { dilations }),
    ...(options.autoPad && { auto_pad: options.autoPad }),
    ...(top + left + bottom + right > 0 && { pads: [top, left, bottom, right] }),
    ...(options.ceil && { ceil_mode: 1 }),
  };
}

/** Height and width behind a sliding operator. @throws RangeError where its kernel does not fit */
export function slideSize(
  size: readonly [number, number],
  kernel: Pair,
  options: SlideOptions,
): [number, number] {
  const [top, left, bottom, right] = sides(options);
  const along = (axis: 0 | 1, pad: number, padAfter: number): number => {
    const length = size[axis];
    const stride = both(options.stride ?? 1)[axis];
    const extent = both(options.dilation ?? 1)[axis] * (both(kernel)[axis] - 1) + 1;
    if (options.autoPad?.startsWith("SAME")) return Math.ceil(length / stride);
    const free = length + pad + padAfter - extent;
    if (free < 0 && !(options.ceil && free > -stride))
      throw new RangeError(`kernel of ${extent} on ${length} elements`);
    if (!options.ceil) return Math.floor(free / stride) + 1;
    const count = Math.ceil(free / stride) + 1;
    return (count - 1) * stride >= length + pad ? count - 1 : count;
  };
  return [along(0, top, bottom), along(1, left, right)];
}

const sides = ({ pad = 0 }: SlideOptions): readonly [number, number, number, number] =>
  typeof pad === "number" ? [pad, pad, pad, pad] : pad;
