/** @file Convolutions, channels last; whatever pads is padded before. */
import * as tf from "@tensorflow/tfjs-core";
import { intAttribute } from "../../../src-core/network/onnx/node.ts";
import type { OperatorBuilder } from "./operator.ts";
import { firstInput } from "./operator.ts";
import type { Pair } from "./pad.ts";
import { padded } from "./pad.ts";
import type { Slide } from "./slide.ts";
import { borderOf, slidesOf, two } from "./slide.ts";
import { Unsupported } from "./unsupported.ts";
import { channelsLast, inNhwcOrder, shapeOf } from "./layout.ts";

/** Slides a kernel over an image that is padded already. */
type Apply = (x: tf.Tensor4D, strides: Pair, dilations: Pair) => tf.Tensor4D;

interface Kernel {
  readonly kept: readonly tf.Tensor[];
  readonly apply: Apply;
}

/** Weights are outputs × inputs/groups × height × width, and constant. */
const convolution: OperatorBuilder = (node, constants) => {
  const [weights, bias] = [constants[1]?.fresh(), constants[2]?.fresh()];
  if (!weights) throw new Unsupported(node, "its weights are not constant");
  if ((node.input[2] ?? "") !== "" && !bias)
    throw new Unsupported(node, "its bias is not constant");
  if (weights.rank !== 4) throw new Unsupported(node, `its weights have ${weights.rank} axes`);
  const group = intAttribute(node, "group", 1);
  const [, inputs = 0, height = 0, width = 0] = weights.shape;
  const filter = tf.transpose(weights as tf.Tensor4D, [2, 3, 1, 0]);
  const own = inputs === 1 && group > 1 ? depthwise(filter, group) : grouped(filter, group);
  return {
    kept: bias ? [...own.kept, bias] : own.kept,
    readsFirstInputOnly: true,
    run: (given) => {
      const value = firstInput(node, given);
      const shape = shapeOf(value);
      if (shape.length !== 4) throw new Unsupported(node, `its input has ${shape.length} axes`);
      const slides = slidesOf(node, [height, width], shape.slice(2));
      const borders: Pair[] = [[0, 0], ...slides.map(borderOf), [0, 0]];
      const product = apart(padded(channelsLast(value), borders, 0), slides, own.apply);
      return inNhwcOrder(bias ? tf.add(product, bias) : product);
    },
  };
};

/** @param filter height × width × inputs/groups × outputs */
function grouped(filter: tf.Tensor4D, group: number): Kernel {
  const filters = group === 1 ? [filter] : tf.split<tf.Tensor4D>(filter, group, 3);
  const apply: Apply = (x, strides, dilations) => {
    const parts = group === 1 ? [x] : tf.split<tf.Tensor4D>(x, group, 3);
    const made = parts.map((part, index) => {
      const own = filters[index] ?? filter;
      return tf.conv2d<tf.Tensor4D>(part, own, strides, "valid", "NHWC", dilations);
    });
    return made.length === 1 ? (made[0] ?? x) : tf.concat(made, 3);
  };
  return { kept: filters, apply };
}

/** Of one input channel per group TensorFlow.js has an operator of its own. */
function depthwise(filter: tf.Tensor4D, group: number): Kernel {
  const [height, width, , outputs] = filter.shape;
  const own = tf.reshape<tf.Rank.R4>(filter, [height, width, group, outputs / group]);
  const apply: Apply = (x, strides, dilations) => {
    if (Math.max(...dilations) > 1) return dilatedDepthwise(x, own, dilations);
    // TensorFlow's native library has one stride for both axes.
    if (strides[0] !== strides[1]) return thinned(tf.depthwiseConv2d(x, own, 1, "valid"), strides);
    return tf.depthwiseConv2d(x, own, strides, "valid");
  };
  return { kept: [own], apply };
}

/** TensorFlow's native library has no dilations here: cells that lie a dilation apart become an image of their own. */
function dilatedDepthwise(x: tf.Tensor4D, filter: tf.Tensor4D, dilations: Pair): tf.Tensor4D {
  const lack = dilations.map((dilation, axis) => {
    const length = x.shape[axis + 1] ?? 0;
    return [0, Math.ceil(length / dilation) * dilation - length];
  });
  const images = tf.spaceToBatchND(x, dilations, lack);
  return tf.batchToSpaceND(tf.depthwiseConv2d(images, filter, 1, "valid"), dilations, lack);
}

/** TensorFlow.js has no strides together with dilations: then every position is computed, and some are taken. */
function apart(x: tf.Tensor4D, slides: readonly Slide[], apply: Apply): tf.Tensor4D {
  const strides = two(slides, ({ stride }) => stride);
  const dilations = two(slides, ({ dilation }) => dilation);
  if (Math.max(...strides) === 1 || Math.max(...dilations) === 1)
    return apply(x, strides, dilations);
  return thinned(apply(x, [1, 1], dilations), strides);
}

const thinned = (x: tf.Tensor4D, strides: Pair): tf.Tensor4D =>
  tf.stridedSlice(x, [0, 0, 0, 0], x.shape, [1, ...strides, 1]) as tf.Tensor4D;

export const convolutions: readonly (readonly [string, OperatorBuilder])[] = [
  ["Conv", convolution],
];
