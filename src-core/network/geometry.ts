/** @file Geometry of cells along one axis: where on the input each of them looks. */

/** A sliding operator along one axis. `pad` is what it adds before the first element, `padAfter` behind the last. */
export interface Slide {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly pad: number;
  readonly padAfter: number;
  /** Whether a last, incomplete position counts. */
  readonly ceil: boolean;
}

/** A kernel that moves by one and neither pads nor spreads: what a dense layer becomes. */
export const plainSlide = (kernel: number): Slide => ({
  kernel,
  stride: 1,
  dilation: 1,
  pad: 0,
  padAfter: 0,
  ceil: false,
});

/** Cell i depends on the input's pixels [offset + i·jump, offset + i·jump + size). */
export interface AxisGeometry {
  readonly size: number;
  readonly jump: number;
  readonly offset: number;
  /** Number of cells on an input of `length` pixels; 0 where the network does not fit. */
  readonly count: (length: number) => number;
}

/** One pixel of the input seen as a cell of itself. */
export const pixel: AxisGeometry = { size: 1, jump: 1, offset: 0, count: (length) => length };

/**
 * Geometry behind one more sliding operator.
 * Units: pixels of the network's input. Source: Dumoulin & Visin 2016, section 4; Araujo et al., Distill 2019.
 */
export function slideOver(axis: AxisGeometry, slide: Slide): AxisGeometry {
  return {
    size: axis.size + slide.dilation * (slide.kernel - 1) * axis.jump,
    jump: axis.jump * slide.stride,
    offset: axis.offset - slide.pad * axis.jump,
    count: (length) => positions(axis.count(length), slide),
  };
}

/** Number of positions of a sliding operator on `length` elements (0 where it does not fit). */
export function positions(length: number, slide: Slide): number {
  const { kernel, stride, dilation, pad, padAfter, ceil } = slide;
  const free = length + pad + padAfter - dilation * (kernel - 1) - 1;
  if (length < 1 || free < 0) return 0;
  if (!ceil) return Math.floor(free / stride) + 1;
  const count = Math.ceil(free / stride) + 1;
  // A last position that starts in the padding behind the input is dropped, as ONNX and PyTorch do.
  return (count - 1) * stride >= length + pad ? count - 1 : count;
}
