/** @file Geometry of cells along one axis: where on the input each of them looks. */

/** A sliding operator along one axis. `pad` is what it adds before the first element. */
export interface Slide {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly pad: number;
}

/** Cell i depends on the input's pixels [offset + i·jump, offset + i·jump + size). */
export interface AxisGeometry {
  readonly size: number;
  readonly jump: number;
  readonly offset: number;
}

/** One pixel of the input seen as a cell of itself. */
export const pixel: AxisGeometry = { size: 1, jump: 1, offset: 0 };

/**
 * Geometry behind one more sliding operator.
 * Units: pixels of the network's input. Source: Dumoulin & Visin 2016, section 4; Araujo et al., Distill 2019.
 */
export function slideOver(
  axis: AxisGeometry,
  { kernel, stride, dilation, pad }: Slide,
): AxisGeometry {
  return {
    size: axis.size + dilation * (kernel - 1) * axis.jump,
    jump: axis.jump * stride,
    offset: axis.offset - pad * axis.jump,
  };
}

/** Number of positions of a sliding operator on `length` elements (0 where it does not fit). */
export function positions(
  length: number,
  { kernel, stride, dilation, pad }: Slide,
  padAfter: number,
  ceil: boolean,
): number {
  const free = length + pad + padAfter - dilation * (kernel - 1) - 1;
  if (free < 0) return 0;
  if (!ceil) return Math.floor(free / stride) + 1;
  const count = Math.ceil(free / stride) + 1;
  // A last position that starts in the padding behind the input is dropped, as ONNX and PyTorch do.
  return (count - 1) * stride >= length + pad ? count - 1 : count;
}
