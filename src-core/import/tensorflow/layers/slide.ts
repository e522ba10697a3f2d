/** @file Padding of a kernel that slides: TensorFlow's `valid` and `same` in ONNX's words. */
import { said } from "../../../messages/said.ts";
import type { AttributeValue } from "../../../network/onnx/node.ts";
import type { LayerContext } from "../layer-context.ts";
import type { SpatialInput } from "./spatial-input.ts";

export interface Slide {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padding: "valid" | "same";
}

type Axis = 0 | 1;

/** Pixels that a kernel covers beyond its first. */
const reach = ({ kernel, dilation }: Slide, axis: Axis): number =>
  dilation[axis] * (kernel[axis] - 1);

/** What `same` pads along an axis in all; undefined where that depends on a size that is open. */
function total(slide: Slide, axis: Axis, length: number | null): number | undefined {
  const stride = slide.strides[axis];
  if (stride === 1 || reach(slide, axis) === 0) return reach(slide, axis);
  if (length === null) return undefined;
  return Math.max((Math.ceil(length / stride) - 1) * stride + reach(slide, axis) + 1 - length, 0);
}

/**
 * Where `same` pads alike at every size of image (stride 1, kernel 1), the pads are written out, the odd one behind;
 * else `auto_pad` says that they depend on it. Source: TensorFlow, "Notes on padding" of tf.nn.
 * A kernel smaller than its stride gets the pads of the model's own size: ONNX Runtime (1.30) takes `auto_pad` for
 * negative ones there.
 * @throws UnsupportedOperator where such a kernel meets an open size
 */
export function slideAttributes(
  layer: LayerContext,
  slide: Slide,
  { height, width }: SpatialInput,
): Record<string, AttributeValue> {
  const { kernel, strides, padding } = slide;
  const attributes = { kernel_shape: kernel, strides };
  if (padding === "valid") return attributes;
  const axes: readonly Axis[] = [0, 1];
  const fixed = axes.every((axis) => total(slide, axis, null) !== undefined);
  const short = axes.some((axis) => reach(slide, axis) + 1 < strides[axis]);
  if (!fixed && !short) return { ...attributes, auto_pad: "SAME_UPPER" };
  const totals = axes.map(
    (axis) =>
      total(slide, axis, axis === 0 ? height : width) ??
      layer.refuse(
        said("tensorflow.kernel-stride-padding-same", {
          kernel: kernel.join("×"),
          strides: strides.join("×"),
        }),
      ),
  );
  const before = totals.map((length) => Math.floor(length / 2));
  return { ...attributes, pads: [...before, ...totals.map((length) => Math.ceil(length / 2))] };
}

/** Height and width behind the kernel; null stays null. */
export function slideSize(
  { height, width }: SpatialInput,
  slide: Slide,
): [number | null, number | null] {
  const along = (length: number | null, axis: Axis): number | null => {
    if (length === null) return null;
    const left = slide.padding === "same" ? length : length - reach(slide, axis);
    return Math.ceil(left / slide.strides[axis]);
  };
  return [along(height, 0), along(width, 1)];
}
