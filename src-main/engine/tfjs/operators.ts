/** @file The table of operators: what TensorFlow.js does for each of ONNX. To support one more is to add an entry. */
import * as tf from "@tensorflow/tfjs-core";
import type { NodeProto } from "../../../src-core/network/onnx.ts";
import {
  floatAttribute,
  intAttribute,
  intsAttribute,
  stringAttribute,
} from "../../../src-core/network/onnx.ts";
import { elementTypes } from "../../../src-core/network/tensor.ts";
import { averagePool, maxPool } from "./sliding.ts";
import { Unsupported } from "./unsupported.ts";
import type { Value } from "./value.ts";
import {
  axisOf,
  channelsLast,
  image,
  logical,
  numbersOf,
  plain,
  shapeOf,
  together,
} from "./value.ts";

/** @param inputs those that are left out are undefined */
export type Operator = (
  node: NodeProto,
  inputs: readonly (Value | undefined)[],
  opset: number,
) => Value;

const first = (node: NodeProto, [value]: readonly (Value | undefined)[]): Value => {
  if (!value) throw new Unsupported(node, "it has no input");
  return value;
};

const map =
  (run: (x: tf.Tensor, node: NodeProto) => tf.Tensor): Operator =>
  (node, inputs) => {
    const { tensor, last } = first(node, inputs);
    return { tensor: run(tensor, node), last };
  };

const join =
  (run: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Operator =>
  (node, inputs) => {
    const { tensors, wrap } = together(inputs.filter((value) => value !== undefined));
    if (tensors.length === 0) throw new Unsupported(node, "it has no input");
    return wrap(tensors.reduce((a, b) => run(a, b)));
  };

const float = floatAttribute;

/** Axes of an attribute, or since some operator set of an input. */
function axesOf(node: NodeProto, input: Value | undefined, fallback: readonly number[]): number[] {
  if (input) return numbersOf(input);
  return [...intsAttribute(node, "axes", fallback)];
}

const reduce =
  (run: (x: tf.Tensor, axes: number[], keep: boolean) => tf.Tensor): Operator =>
  (node, inputs) => {
    const value = first(node, inputs);
    const every = Array.from({ length: value.tensor.rank }, (_, axis) => axis);
    const axes = axesOf(node, inputs[1], every).map((axis) => axisOf(value, axis));
    const keep = intAttribute(node, "keepdims", 1) === 1;
    if (keep) return { tensor: run(value.tensor, axes, true), last: value.last };
    const own = axesOf(node, inputs[1], every).map((axis) => axisOf(plain(logical(value)), axis));
    return plain(run(logical(value), own, false));
  };

const globalPool =
  (run: (x: tf.Tensor, axes: number[], keep: boolean) => tf.Tensor): Operator =>
  (node, inputs) =>
    image(run(channelsLast(first(node, inputs)), [1, 2], true));

const softmax =
  (run: (x: tf.Tensor) => tf.Tensor): Operator =>
  (node, inputs, opset) => {
    const value = first(node, inputs);
    const shape = shapeOf(value);
    const said = intAttribute(node, "axis", opset < 13 ? 1 : -1);
    const axis = said < 0 ? said + shape.length : said;
    if (opset < 13) {
      // All axes from this one on are one.
      const lead = shape.slice(0, axis).reduce((product, length) => product * length, 1);
      const flat = tf.reshape(logical(value), [lead, -1]);
      return plain(tf.reshape(run(flat), shape));
    }
    const place = axisOf(value, axis);
    const { tensor, last } = value;
    if (place === tensor.rank - 1) return { tensor: run(tensor), last };
    const perm = Array.from({ length: tensor.rank }, (_, index) => index);
    [perm[place], perm[tensor.rank - 1]] = [tensor.rank - 1, place];
    return { tensor: tf.transpose(run(tf.transpose(tensor, perm)), perm), last };
  };

const transpose: Operator = (node, inputs) => {
  const value = first(node, inputs);
  const perm = [
    ...intsAttribute(
      node,
      "perm",
      shapeOf(value)
        .map((_, axis) => axis)
        .reverse(),
    ),
  ];
  const order = perm.join();
  // From and to channels last nothing moves.
  if (!value.last && order === "0,3,1,2") return image(value.tensor);
  if (value.last && order === "0,2,3,1") return plain(value.tensor);
  return plain(tf.transpose(logical(value), perm));
};

const reshape: Operator = (node, inputs) => {
  const value = first(node, inputs);
  const shape = shapeOf(value);
  const wanted = inputs[1] ? numbersOf(inputs[1]) : [...intsAttribute(node, "shape", [])];
  const kept = intAttribute(node, "allowzero", 0) === 1;
  const lengths = wanted.map((length, axis) =>
    length === 0 && !kept ? (shape[axis] ?? 0) : length,
  );
  return plain(tf.reshape(logical(value), lengths));
};

const flatten: Operator = (node, inputs) => {
  const value = first(node, inputs);
  const shape = shapeOf(value);
  const said = intAttribute(node, "axis", 1);
  const axis = said < 0 ? said + shape.length : said;
  const lead = shape.slice(0, axis).reduce((product, length) => product * length, 1);
  return plain(tf.reshape(logical(value), [lead, -1]));
};

const squeeze: Operator = (node, inputs) => {
  const value = logical(first(node, inputs));
  const ones = value.shape.flatMap((length, axis) => (length === 1 ? [axis] : []));
  const axes = axesOf(node, inputs[1], ones).map((axis) => (axis < 0 ? axis + value.rank : axis));
  return plain(tf.squeeze(value, axes));
};

const unsqueeze: Operator = (node, inputs) => {
  const value = logical(first(node, inputs));
  const axes = axesOf(node, inputs[1], []);
  const rank = value.rank + axes.length;
  const shape = [...value.shape];
  for (const axis of axes.map((at) => (at < 0 ? at + rank : at)).sort((a, b) => a - b))
    shape.splice(axis, 0, 1);
  return plain(tf.reshape(value, shape));
};

const gemm: Operator = (node, inputs) => {
  const [a, b, c] = inputs;
  if (!a || !b) throw new Unsupported(node, "it has no two matrices");
  const [transA, transB] = ["transA", "transB"].map((name) => intAttribute(node, name, 0) === 1);
  const product = tf.matMul(logical(a), logical(b), transA, transB);
  const scaled = tf.mul(product, float(node, "alpha", 1));
  return plain(c ? tf.add(scaled, tf.mul(logical(c), float(node, "beta", 1))) : scaled);
};

const matMul: Operator = (node, inputs) => {
  const [a, b] = inputs;
  if (!a || !b) throw new Unsupported(node, "it has no two matrices");
  return plain(tf.matMul(logical(a), logical(b)));
};

const concat: Operator = (node, inputs) => {
  const values = inputs.filter((value) => value !== undefined);
  const axis = intAttribute(node, "axis", 1);
  const { tensors, wrap } = together(values);
  const [tensor] = tensors;
  if (!tensor) throw new Unsupported(node, "it has no input");
  return wrap(tf.concat(tensors, axisOf(wrap(tensor), axis)));
};

const batchNormalization: Operator = (node, inputs) => {
  const value = first(node, inputs);
  const [scale, shift, mean, variance] = inputs.slice(1).map((input) => input?.tensor);
  if (!scale || !shift || !mean || !variance) throw new Unsupported(node, "it lacks an input");
  const rank = value.tensor.rank;
  if (rank !== 4 && rank !== 2) throw new Unsupported(node, `its input has ${rank} axes`);
  const x = rank === 4 ? channelsLast(value) : value.tensor;
  const factor = tf.div(scale, tf.sqrt(tf.add(variance, float(node, "epsilon", 1e-5))));
  const tensor = tf.add(tf.mul(tf.sub(x, mean), factor), shift);
  return rank === 4 ? image(tensor) : plain(tensor);
};

/** Source: Krizhevsky et al. 2012, section 3.3, as ONNX has it. */
const localResponse: Operator = (node, inputs) => {
  const x = channelsLast(first(node, inputs));
  const size = intAttribute(node, "size", 1);
  const before = Math.floor((size - 1) / 2);
  const channels = x.shape[3];
  const square = tf.pad(tf.square(x), [
    [0, 0],
    [0, 0],
    [0, 0],
    [before, size - 1 - before],
  ]);
  const [batch, height, width] = x.shape;
  const parts = Array.from({ length: size }, (_, offset) =>
    tf.slice(square, [0, 0, 0, offset], [batch, height, width, channels]),
  );
  const sum = parts.reduce((a, b) => tf.add(a, b));
  const scale = float(node, "alpha", 1e-4) / size;
  const base = tf.add(tf.mul(sum, scale), float(node, "bias", 1));
  return image(tf.div(x, tf.pow(base, float(node, "beta", 0.75))));
};

const pad: Operator = (node, inputs) => {
  const value = first(node, inputs);
  const mode = stringAttribute(node, "mode", "constant");
  if (mode !== "constant" || inputs[3]) throw new Unsupported(node, `its mode is ${mode}`);
  const lengths = inputs[1] ? numbersOf(inputs[1]) : [...intsAttribute(node, "pads", [])];
  if (lengths.some((length) => length < 0)) throw new Unsupported(node, "its pads are negative");
  const rank = value.tensor.rank;
  const places: [number, number][] = Array.from({ length: rank }, () => [0, 0]);
  for (let axis = 0; axis < rank; axis++)
    places[axisOf(value, axis)] = [lengths[axis] ?? 0, lengths[axis + rank] ?? 0];
  const [filling = float(node, "value", 0)] = inputs[2] ? numbersOf(inputs[2]) : [];
  return { tensor: tf.pad(value.tensor, places, filling), last: value.last };
};

const clip: Operator = (node, inputs) => {
  const { tensor, last } = first(node, inputs);
  const [low = float(node, "min", -Infinity)] = inputs[1] ? numbersOf(inputs[1]) : [];
  const [high = float(node, "max", Infinity)] = inputs[2] ? numbersOf(inputs[2]) : [];
  const above = low === -Infinity ? tensor : tf.maximum(tensor, low);
  return { tensor: high === Infinity ? above : tf.minimum(above, high), last };
};

const cast: Operator = (node, inputs) => {
  const { tensor, last } = first(node, inputs);
  const to = intAttribute(node, "to", 1);
  // Half precision is computed in single precision, which is finer.
  const { float32, float16, int64, int32 } = elementTypes;
  if (to === float32 || to === float16) return { tensor: tf.cast(tensor, "float32"), last };
  if (to === int64 || to === int32) return { tensor: tf.cast(tensor, "int32"), last };
  throw new Unsupported(node, `it casts to type ${to}`);
};

const prelu: Operator = (node, inputs) => {
  const { tensors, wrap } = together(inputs.filter((value) => value !== undefined));
  const [x, slope] = tensors;
  if (!x || !slope) throw new Unsupported(node, "it has no slopes");
  return wrap(tf.add(tf.relu(x), tf.mul(slope, tf.minimum(x, 0))));
};

const shape: Operator = (node, inputs) => plain(tf.tensor1d(shapeOf(first(node, inputs)), "int32"));

const slice: Operator = (node, inputs) => {
  const value = first(node, inputs);
  const told = (name: string, input: Value | undefined, fallback: readonly number[]): number[] =>
    input ? numbersOf(input) : [...intsAttribute(node, name, fallback)];
  const starts = told("starts", inputs[1], []);
  const ends = told("ends", inputs[2], []);
  const axes = told(
    "axes",
    inputs[3],
    starts.map((_, axis) => axis),
  );
  const steps = told(
    "steps",
    inputs[4],
    starts.map(() => 1),
  );
  if (steps.some((step) => step < 1)) throw new Unsupported(node, "it runs backwards");
  const { tensor, last } = value;
  const begin = tensor.shape.map(() => 0);
  const end = [...tensor.shape];
  const stride = tensor.shape.map(() => 1);
  for (const [index, axis] of axes.entries()) {
    const place = axisOf(value, axis);
    const length = tensor.shape[place] ?? 0;
    const within = (at = 0): number => Math.min(Math.max(at < 0 ? at + length : at, 0), length);
    begin[place] = within(starts[index]);
    end[place] = within(ends[index]);
    stride[place] = steps[index] ?? 1;
  }
  const size = end.map((stop, place) => Math.max(stop - (begin[place] ?? 0), 0));
  const piece = tf.slice(tensor, begin, size);
  if (stride.every((step) => step === 1)) return { tensor: piece, last };
  return {
    tensor: tf.stridedSlice(
      piece,
      stride.map(() => 0),
      size,
      stride,
    ),
    last,
  };
};

const gather: Operator = (node, inputs) => {
  const value = first(node, inputs);
  if (!inputs[1]) throw new Unsupported(node, "it has no indices");
  const source = logical(value);
  const axis = axisOf(plain(source), intAttribute(node, "axis", 0));
  const length = source.shape[axis] ?? 0;
  const indices = numbersOf(inputs[1]).map((index) => (index < 0 ? index + length : index));
  const taken = tf.gather(source, tf.tensor1d(indices, "int32"), axis);
  const shape = [...source.shape.slice(0, axis), ...inputs[1].tensor.shape];
  return plain(tf.reshape(taken, [...shape, ...source.shape.slice(axis + 1)]));
};

const expand: Operator = (node, inputs) => {
  const [value, shape] = [logical(first(node, inputs)), inputs[1]];
  if (!shape) throw new Unsupported(node, "it has no shape");
  const wanted = numbersOf(shape);
  const all = tf.mul(value, tf.ones(wanted));
  return plain(tf.cast(all, value.dtype));
};

const tile: Operator = (node, inputs) => {
  const [value, repeats] = [logical(first(node, inputs)), inputs[1]];
  if (!repeats) throw new Unsupported(node, "it has no repeats");
  return plain(tf.tile(value, numbersOf(repeats)));
};

const where: Operator = (node, inputs) => {
  const { tensors, wrap } = together(inputs.filter((value) => value !== undefined));
  const [condition, yes, no] = tensors;
  if (!condition || !yes || !no) throw new Unsupported(node, "it lacks an input");
  return wrap(tf.where(tf.cast(condition, "bool"), yes, no));
};

/** Blocks become channels, the block's place before the channel. */
const spaceToDepth: Operator = (node, inputs) => {
  const x = channelsLast(first(node, inputs));
  const block = intAttribute(node, "blocksize", 1);
  const [batch, height, width, channels] = x.shape;
  const [rows, columns] = [height / block, width / block];
  const rowsApart = tf.reshape(x, [batch * rows, block, columns, block * channels]);
  const together = tf.transpose(rowsApart, [0, 2, 1, 3]);
  return image(tf.reshape(together, [batch, rows, columns, block * block * channels]));
};

const same = map((x) => tf.clone(x));

export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["MaxPool", (node, inputs) => maxPool(node, first(node, inputs))],
  ["AveragePool", (node, inputs) => averagePool(node, first(node, inputs))],
  ["GlobalAveragePool", globalPool(tf.mean)],
  ["GlobalMaxPool", globalPool(tf.max)],
  ["ReduceMean", reduce(tf.mean)],
  ["ReduceMax", reduce(tf.max)],
  ["ReduceMin", reduce(tf.min)],
  ["ReduceSum", reduce(tf.sum)],
  ["ReduceL2", reduce((x, axes, keep) => tf.sqrt(tf.sum(tf.square(x), axes, keep)))],
  ["ReduceProd", reduce(tf.prod)],
  ["Expand", expand],
  ["Tile", tile],
  ["Where", where],
  ["SpaceToDepth", spaceToDepth],
  ["Slice", slice],
  ["Gather", gather],
  ["Greater", join((a, b) => tf.cast(tf.greater(a, b), "float32"))],
  ["Erf", map((x) => tf.erf(x))],
  [
    "Selu",
    map((x, node) => selu(x, float(node, "alpha", 1.6732632), float(node, "gamma", 1.0507009))),
  ],
  ["Identity", same],
  ["Dropout", same],
  ["Cast", cast],
  ["Relu", map((x) => tf.relu(x))],
  ["Sigmoid", map((x) => tf.sigmoid(x))],
  ["Tanh", map((x) => tf.tanh(x))],
  ["Exp", map((x) => tf.exp(x))],
  ["Sqrt", map((x) => tf.sqrt(x))],
  ["Neg", map((x) => tf.neg(x))],
  ["Abs", map((x) => tf.abs(x))],
  [
    "Elu",
    map((x, node) =>
      tf.where(
        tf.greater(x, 0),
        x,
        tf.mul(tf.sub(tf.exp(tf.minimum(x, 0)), 1), float(node, "alpha", 1)),
      ),
    ),
  ],
  [
    "LeakyRelu",
    map((x, node) => tf.add(tf.relu(x), tf.mul(tf.minimum(x, 0), float(node, "alpha", 0.01)))),
  ],
  [
    "HardSigmoid",
    map((x, node) => hardSigmoid(x, float(node, "alpha", 0.2), float(node, "beta", 0.5))),
  ],
  ["HardSwish", map((x) => tf.mul(x, hardSigmoid(x, 1 / 6, 0.5)))],
  ["Softplus", map((x) => tf.add(tf.relu(x), tf.log(tf.add(tf.exp(tf.neg(tf.abs(x))), 1))))],
  ["PRelu", prelu],
  ["Clip", clip],
  ["Add", join(tf.add)],
  ["Sub", join(tf.sub)],
  ["Mul", join(tf.mul)],
  ["Div", join(tf.div)],
  ["Pow", join(tf.pow)],
  ["Max", join(tf.maximum)],
  ["Min", join(tf.minimum)],
  ["Sum", join(tf.add)],
  ["Concat", concat],
  ["Transpose", transpose],
  ["Reshape", reshape],
  ["Flatten", flatten],
  ["Squeeze", squeeze],
  ["Unsqueeze", unsqueeze],
  ["Shape", shape],
  ["Gemm", gemm],
  ["MatMul", matMul],
  ["Softmax", softmax((x) => tf.softmax(x))],
  ["LogSoftmax", softmax((x) => tf.log(tf.softmax(x)))],
  ["BatchNormalization", batchNormalization],
  ["LRN", localResponse],
  ["Pad", pad],
]);

function selu(x: tf.Tensor, alpha: number, gamma: number): tf.Tensor {
  const below = tf.mul(tf.sub(tf.exp(tf.minimum(x, 0)), 1), alpha);
  return tf.mul(tf.add(tf.relu(x), below), gamma);
}

function hardSigmoid(x: tf.Tensor, alpha: number, beta: number): tf.Tensor {
  return tf.minimum(tf.maximum(tf.add(tf.mul(x, alpha), beta), 0), 1);
}
