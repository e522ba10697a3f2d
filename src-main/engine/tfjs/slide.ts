/** @file Where the windows of convolutions and pools lie. */
import type { NodeProto } from "../../../src-core/network/onnx/model.ts";
import {
  intAttribute,
  intsAttribute,
  stringAttribute,
} from "../../../src-core/network/onnx/node.ts";
import type { Pair } from "./pad.ts";
import { Unsupported } from "./unsupported.ts";

/** Along one axis. */
export interface Slide {
  readonly length: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly pads: Pair;
  /** What only ceil mode adds behind. */
  readonly extra: number;
  /** Number of windows. */
  readonly count: number;
}

/** @param kernel its lengths @param lengths those of the axes that it slides along, from the third one on */
export const slidesOf = (
  node: NodeProto,
  kernel: readonly number[],
  lengths: readonly number[],
): Slide[] => lengths.map((length, axis) => slideOf(node, kernel, axis, length));

function slideOf(node: NodeProto, kernels: readonly number[], axis: number, length: number): Slide {
  const number = (name: string): number => intsAttribute(node, name, [])[axis] ?? 1;
  const [kernel = 1, stride, dilation] = [kernels[axis], number("strides"), number("dilations")];
  const reach = (kernel - 1) * dilation + 1;
  const pads = padsOf(node, axis, { length, stride, reach, axes: kernels.length });
  const room = length + pads[0] + pads[1] - reach;
  const ceil = intAttribute(node, "ceil_mode", 0) === 1;
  let last = ceil ? Math.ceil(room / stride) : Math.floor(room / stride);
  // A window that begins in the padding behind is none.
  if (ceil && last * stride >= length + pads[0]) last--;
  if (last < 0)
    throw new Unsupported(node, `its window of ${reach} is larger than its input of ${length}`);
  const extra = Math.max(last * stride - room, 0);
  return { length, kernel, stride, dilation, pads, extra, count: last + 1 };
}

function padsOf(
  node: NodeProto,
  axis: number,
  at: { length: number; stride: number; reach: number; axes: number },
): Pair {
  const automatic = stringAttribute(node, "auto_pad", "NOTSET");
  if (automatic === "VALID") return [0, 0];
  if (!automatic.startsWith("SAME")) {
    const given = intsAttribute(node, "pads", []);
    return [given[axis] ?? 0, given[axis + at.axes] ?? 0];
  }
  const sum = Math.max(
    (Math.ceil(at.length / at.stride) - 1) * at.stride + at.reach - at.length,
    0,
  );
  const less = Math.floor(sum / 2);
  return automatic === "SAME_LOWER" ? [sum - less, less] : [less, sum - less];
}

export const borderOf = ({ pads, extra }: Slide): Pair => [pads[0], pads[1] + extra];
export const isDilated = (slides: readonly Slide[]): boolean =>
  slides.some(({ dilation }) => dilation > 1);

/** Down and across. */
export const two = (slides: readonly Slide[], pick: (slide: Slide) => number): Pair => {
  const [down = 1, across = 1] = slides.map(pick);
  return [down, across];
};
