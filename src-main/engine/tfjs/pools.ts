/** @file Pools: of images channels last, and of whatever else axis by axis. What pads is padded before. */
import * as tf from "@tensorflow/tfjs-core";
import type { NodeProto } from "../../../src-core/network/onnx/model.ts";
import { intAttribute, intsAttribute } from "../../../src-core/network/onnx/node.ts";
import { elementCount } from "../../../src-core/network/onnx/tensor.ts";
import type { Operator } from "./operator.ts";
import { firstInput } from "./operator.ts";
import { padded } from "./pad.ts";
import type { Slide } from "./slide.ts";
import { borderOf, isDilated, slidesOf, two } from "./slide.ts";
import type { TfjsValue } from "./value.ts";
import { axisOf, channelsLast, inNhwcOrder, inOnnxOrder, shapeOf } from "./layout.ts";

/** −∞ would become NaN in some backends. */
const lowest = -3.4e38;

const slidesOfPool = (node: NodeProto, value: TfjsValue): Slide[] =>
  slidesOf(node, intsAttribute(node, "kernel_shape", []), shapeOf(value).slice(2));

const maxPool: Operator = (node, inputs) => {
  const value = arranged(firstInput(node, inputs));
  const slides = slidesOfPool(node, value);
  const wrap = value.isNhwc ? inNhwcOrder : inOnnxOrder;
  if (!value.isNhwc || isDilated(slides))
    return wrap(axisByAxis(value, slides, lowest, tf.maximum));
  const [kernel, strides] = [two(slides, (slide) => slide.kernel), two(slides, strideOf)];
  return inNhwcOrder(tf.maxPool(framed(value, slides, lowest), kernel, strides, "valid"));
};

/** The sum over each window by the number of its places that count. */
const averagePool: Operator = (node, inputs) => {
  const value = arranged(firstInput(node, inputs));
  const slides = slidesOfPool(node, value);
  const every = elementCount(slides.map(({ kernel }) => kernel));
  const kernel = two(slides, (slide) => slide.kernel);
  const mean =
    !value.isNhwc || isDilated(slides)
      ? tf.div(axisByAxis(value, slides, 0, tf.add), every)
      : tf.avgPool(framed(value, slides, 0), kernel, two(slides, strideOf), "valid");
  const wrap = value.isNhwc ? inNhwcOrder : inOnnxOrder;
  const withPads = intAttribute(node, "count_include_pad", 0) === 1;
  let result: tf.Tensor = mean;
  for (const [index, slide] of slides.entries()) {
    const shares = counts(slide, withPads).map((count) => slide.kernel / count);
    if (shares.every((share) => share === 1)) continue;
    const shape = mean.shape.map(() => 1);
    shape[axisOf(value, index + 2)] = slide.count;
    result = tf.mul(result, tf.tensor(shares, shape));
  }
  return wrap(result);
};

/** The root of the sum of powers; what pads adds nothing to it. */
const powerPool: Operator = (node, inputs) => {
  const value = arranged(firstInput(node, inputs));
  const power = intAttribute(node, "p", 2);
  const powers = { ...value, tensor: tf.pow(tf.abs(value.tensor), power) };
  const sum = axisByAxis(powers, slidesOfPool(node, value), 0, tf.add);
  return (value.isNhwc ? inNhwcOrder : inOnnxOrder)(tf.pow(sum, 1 / power));
};

const strideOf = ({ stride }: Slide): number => stride;

/** Images channels last. */
const arranged = (value: TfjsValue): TfjsValue =>
  shapeOf(value).length === 4 ? inNhwcOrder(channelsLast(value)) : value;

const framed = (value: TfjsValue, slides: readonly Slide[], filling: number): tf.Tensor4D =>
  padded(channelsLast(value), [[0, 0], ...slides.map(borderOf), [0, 0]], filling);

/** What TensorFlow.js has no pools for, dilated ones and those of other than two axes: one axis after the other. */
function axisByAxis(
  value: TfjsValue,
  slides: readonly Slide[],
  filling: number,
  join: (a: tf.Tensor3D, b: tf.Tensor3D) => tf.Tensor3D,
): tf.Tensor {
  let { tensor } = value;
  for (const [index, slide] of slides.entries()) {
    const place = axisOf(value, index + 2);
    const [outer, inner] = [tensor.shape.slice(0, place), tensor.shape.slice(place + 1)];
    const rows = tf.reshape<tf.Rank.R3>(tensor, [
      elementCount(outer),
      slide.length,
      elementCount(inner),
    ]);
    const all = padded(rows, [[0, 0], borderOf(slide), [0, 0]], filling);
    tensor = tf.reshape(alongRows(all, slide, join), [...outer, slide.count, ...inner]);
  }
  return tensor;
}

/** The rows moved to each place of the window, joined. */
function alongRows(
  x: tf.Tensor3D,
  { kernel, dilation, stride, count }: Slide,
  join: (a: tf.Tensor3D, b: tf.Tensor3D) => tf.Tensor3D,
): tf.Tensor3D {
  const [outer, , inner] = x.shape;
  const reach = (count - 1) * stride + 1;
  const parts = Array.from({ length: kernel }, (_, index) => {
    const part = tf.slice(x, [0, index * dilation, 0], [outer, reach, inner]);
    if (stride === 1) return part;
    return tf.stridedSlice(part, [0, 0, 0], part.shape, [1, stride, 1]) as tf.Tensor3D;
  });
  return parts.reduce((a, b) => join(a, b));
}

/** Places of each window that lie in the image, or with its pads; never what only ceil mode added. */
function counts(slide: Slide, withPads: boolean): number[] {
  const { length, kernel, stride, dilation, pads, count } = slide;
  const [begin, end] = withPads ? [-pads[0], length + pads[1]] : [0, length];
  return Array.from({ length: count }, (_, index) => {
    const from = index * stride - pads[0];
    const places = Array.from({ length: kernel }, (_place, step) => from + step * dilation);
    return places.filter((place) => place >= begin && place < end).length;
  });
}

export const pools: readonly (readonly [string, Operator])[] = [
  ["MaxPool", maxPool],
  ["AveragePool", averagePool],
  ["LpPool", powerPool],
];
