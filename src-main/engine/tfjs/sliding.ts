/** @file Convolutions and pools, channels last; whatever pads is padded before. */
import * as tf from "@tensorflow/tfjs-core";
import type { NodeProto } from "../../../src-core/network/onnx.ts";
import { intAttribute, intsAttribute, stringAttribute } from "../../../src-core/network/onnx.ts";
import { Unsupported } from "./unsupported.ts";
import type { Value } from "./value.ts";
import { channelsLast, image } from "./value.ts";

type Pair = [number, number];

interface Slide {
  readonly kernel: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  /** Before and after, down and across. */
  readonly pads: readonly [Pair, Pair];
  /** What only ceil mode adds behind. */
  readonly extra: Pair;
}

function slide(node: NodeProto, kernel: Pair, size: Pair): Slide {
  const pair = (name: string): Pair => {
    const [down = 1, across = 1] = intsAttribute(node, name, [1, 1]);
    return [down, across];
  };
  const [strides, dilations] = [pair("strides"), pair("dilations")];
  const given = intsAttribute(node, "pads", [0, 0, 0, 0]);
  const automatic = stringAttribute(node, "auto_pad", "NOTSET");
  const ceil = intAttribute(node, "ceil_mode", 0) === 1;
  const axes = ([0, 1] as const).map((axis) => {
    const reach = (kernel[axis] - 1) * dilations[axis] + 1;
    const stride = strides[axis];
    let [before, after] = [given[axis] ?? 0, given[axis + 2] ?? 0];
    if (automatic.startsWith("SAME")) {
      const count = Math.ceil(size[axis] / stride);
      const sum = Math.max((count - 1) * stride + reach - size[axis], 0);
      before = automatic === "SAME_LOWER" ? Math.ceil(sum / 2) : Math.floor(sum / 2);
      after = sum - before;
    } else if (automatic === "VALID") [before, after] = [0, 0];
    if (before < 0 || after < 0) throw new Unsupported(node, "its pads are negative");
    const room = size[axis] + before + after - reach;
    let last = ceil ? Math.ceil(room / stride) : Math.floor(room / stride);
    // A window that begins in the padding behind is none.
    if (ceil && last * stride >= size[axis] + before) last--;
    const extra = Math.max(last * stride - room, 0);
    return { pads: [before, after] as Pair, extra };
  });
  const [down, across] = axes;
  if (!down || !across) throw new Unsupported(node, "it has no two axes");
  return {
    kernel,
    strides,
    dilations,
    pads: [down.pads, across.pads],
    extra: [down.extra, across.extra],
  };
}

function padded(
  x: tf.Tensor4D,
  { pads: [down, across], extra }: Slide,
  value: number,
): tf.Tensor4D {
  const all: [Pair, Pair, Pair, Pair] = [
    [0, 0],
    [down[0], down[1] + extra[0]],
    [across[0], across[1] + extra[1]],
    [0, 0],
  ];
  return all.flat().some((length) => length > 0) ? tf.pad(x, all, value) : x;
}

const sizeOf = ({ shape }: tf.Tensor4D): Pair => [shape[1], shape[2]];

/** @param weights outputs × inputs/groups × height × width, constant */
export function convolution(
  node: NodeProto,
  weights: tf.Tensor,
  bias: tf.Tensor | undefined,
): { kept: tf.Tensor[]; run: (input: Value) => Value } {
  if (weights.rank !== 4) throw new Unsupported(node, `its weights have ${weights.rank} axes`);
  const group = intAttribute(node, "group", 1);
  const [outputs = 0, inputs = 0, height = 0, width = 0] = weights.shape;
  const filters = tf.tidy((): tf.Tensor4D[] => {
    const stored = tf.transpose<tf.Tensor4D>(weights as tf.Tensor4D, [2, 3, 1, 0]);
    // Of one input channel per group TensorFlow.js has an operator of its own.
    if (inputs === 1 && group > 1)
      return [tf.reshape<tf.Rank.R4>(stored, [height, width, group, outputs / group])];
    return group === 1 ? [stored] : tf.split(stored, group, 3);
  });
  const [first] = filters;
  const one = (x: tf.Tensor4D, { strides, dilations }: Slide): tf.Tensor4D => {
    if (!first) throw new Unsupported(node, "it has no filters");
    if (inputs === 1 && group > 1)
      return tf.depthwiseConv2d(x, first, strides, "valid", "NHWC", dilations);
    if (group === 1) return tf.conv2d(x, first, strides, "valid", "NHWC", dilations);
    const parts = tf.split<tf.Tensor4D>(x, group, 3);
    const made = filters.map((filter, index) =>
      tf.conv2d<tf.Tensor4D>(parts[index] ?? x, filter, strides, "valid", "NHWC", dilations),
    );
    return tf.concat<tf.Tensor4D>(made, 3);
  };
  return {
    kept: filters,
    run: (input) => {
      const x = channelsLast(input);
      const how = slide(node, [height, width], sizeOf(x));
      const product = apart(padded(x, how, 0), how, one);
      return image(bias ? tf.add(product, bias) : product);
    },
  };
}

/** TensorFlow.js has no strides together with dilations: then every position is computed, and some are taken. */
function apart(
  x: tf.Tensor4D,
  how: Slide,
  run: (x: tf.Tensor4D, how: Slide) => tf.Tensor4D,
): tf.Tensor4D {
  const { strides, dilations } = how;
  if (Math.max(...strides) === 1 || Math.max(...dilations) === 1) return run(x, how);
  const all = run(x, { ...how, strides: [1, 1] });
  const [batch, rows, columns, channels] = all.shape;
  const [end, steps] = [
    [batch, rows, columns, channels],
    [1, ...strides, 1],
  ];
  return tf.stridedSlice(all, [0, 0, 0, 0], end, steps) as tf.Tensor4D;
}

const lowest = -3.4e38;

function kernelOf(node: NodeProto): Pair {
  const [down, across] = intsAttribute(node, "kernel_shape", []);
  if (down === undefined || across === undefined)
    throw new Unsupported(node, "it does not slide over two axes");
  return [down, across];
}

/** What slides over two axes needs an image. */
function imageOf(node: NodeProto, input: Value): tf.Tensor4D {
  const { rank } = input.tensor;
  if (rank !== 4) throw new Unsupported(node, `its input has ${rank} axes`);
  return channelsLast(input);
}

export function maxPool(node: NodeProto, input: Value): Value {
  const x = imageOf(node, input);
  const how = slide(node, kernelOf(node), sizeOf(x));
  if (Math.max(...how.dilations) > 1) return image(dilatedMax(padded(x, how, lowest), how));
  return image(tf.maxPool(padded(x, how, lowest), how.kernel, how.strides, "valid"));
}

/** TensorFlow.js has no dilated pools: the largest of the image moved to each place of the window. */
function dilatedMax(x: tf.Tensor4D, { kernel, strides, dilations }: Slide): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const rows = height - (kernel[0] - 1) * dilations[0];
  const columns = width - (kernel[1] - 1) * dilations[1];
  const moved: tf.Tensor4D[] = [];
  for (let row = 0; row < kernel[0]; row++)
    for (let column = 0; column < kernel[1]; column++) {
      const start: [number, number] = [row * dilations[0], column * dilations[1]];
      moved.push(tf.slice(x, [0, ...start, 0], [batch, rows, columns, channels]));
    }
  const all = moved.reduce((a, b) => tf.maximum(a, b));
  const steps = [1, ...strides, 1];
  return tf.stridedSlice(all, [0, 0, 0, 0], all.shape, steps) as tf.Tensor4D;
}

/** The mean over what counts: the mean of all, over the share that counts. */
export function averagePool(node: NodeProto, input: Value): Value {
  const x = imageOf(node, input);
  const how = slide(node, kernelOf(node), sizeOf(x));
  if (Math.max(...how.dilations) > 1) throw new Unsupported(node, "it is dilated");
  const mean = tf.avgPool(padded(x, how, 0), how.kernel, how.strides, "valid");
  const counts = intAttribute(node, "count_include_pad", 0) === 1;
  const within = counts
    ? {
        ...how,
        pads: [
          [0, 0],
          [0, 0],
        ] as const,
      }
    : how;
  if ([...how.pads.flat(), ...how.extra].every((length) => length === 0)) return image(mean);
  const [height, width] = sizeOf(x);
  const [down, across] = how.pads;
  const ones = counts
    ? tf.ones([1, height + down[0] + down[1], width + across[0] + across[1], 1])
    : tf.ones([1, height, width, 1]);
  const mask = padded(ones as tf.Tensor4D, within as Slide, 0);
  return image(tf.div(mean, tf.avgPool(mask, how.kernel, how.strides, "valid")));
}
