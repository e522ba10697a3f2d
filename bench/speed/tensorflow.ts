/** @file A small interpreter: a convolutionalized ONNX network as TensorFlow.js operators, channels last. */
import * as tf from "@tensorflow/tfjs-core";
import type { ModelProto, NodeProto, TensorProto } from "../../src-core/network/onnx.ts";
import { intAttribute, intsAttribute, stringAttribute } from "../../src-core/network/onnx.ts";
import { dimensions, floatsOf } from "../../src-core/network/tensor.ts";
import { imageInput } from "../../src-core/network/input.ts";

/** 1 × height × width × channels → 1 × rows × columns × classes */
export type Network = (input: tf.Tensor4D) => tf.Tensor4D;

type Operator = (input: tf.Tensor4D) => tf.Tensor4D;

/** @throws Error naming the node that TensorFlow.js is not asked to run here */
export function network(model: ModelProto): Network {
  const { graph } = model;
  const nodes = graph?.node ?? [];
  const constants = new Map(graph?.initializer.map((tensor) => [tensor.name, tensor]));
  const steps = nodes.map((node) => ({ node, operator: operatorOf(node, constants) }));
  const input = imageInput(model).name;
  const output = graph?.output[0]?.name ?? "";
  return (pixels) => {
    const values = new Map([[input, pixels]]);
    for (const { node, operator } of steps) {
      const source = values.get(node.input[0] ?? "");
      if (!source) refuse(node, "its input is not computed from the image");
      values.set(node.output[0] ?? "", operator(source));
    }
    const scores = values.get(output);
    if (!scores) throw new Error(`output ${output} is not computed from the image`);
    return scores;
  };
}

function operatorOf(node: NodeProto, constants: ReadonlyMap<string, TensorProto>): Operator {
  switch (node.opType) {
    case "Conv":
      return convolution(node, constants);
    case "MaxPool":
    case "AveragePool":
      return pool(node);
    case "Relu":
      return (x) => tf.relu(x);
    case "Sigmoid":
      return (x) => tf.sigmoid(x);
    case "Identity":
      return (x) => x;
    case "Softmax":
      if (intAttribute(node, "axis", -1) !== 1) return refuse(node, "its axis is not 1");
      return (x) => tf.softmax(x, 3);
    default:
      return refuse(node, "there is no such operator here");
  }
}

function convolution(node: NodeProto, constants: ReadonlyMap<string, TensorProto>): Operator {
  const [weights, bias] = [node.input[1] ?? "", node.input[2] ?? ""].map((name) =>
    constants.get(name),
  );
  if (!weights) return refuse(node, "its weights are not constant");
  if (intAttribute(node, "group", 1) !== 1) return refuse(node, "it has groups");
  const [outputs = 0, inputs = 0, height = 0, width = 0] = dimensions(weights);
  const filter = tf.tidy(() => {
    const stored = tf.tensor4d(floatsOf(weights), [outputs, inputs, height, width]);
    return tf.transpose<tf.Tensor4D>(stored, [2, 3, 1, 0]);
  });
  const shift = bias && tf.tensor1d(floatsOf(bias));
  const { strides, pad } = sliding(node);
  const dilations = pair(intsAttribute(node, "dilations", [1, 1]));
  return (x) => {
    const product = tf.conv2d(x, filter, strides, pad, "NHWC", dilations);
    return shift ? tf.add<tf.Tensor4D>(product, shift) : product;
  };
}

function pool(node: NodeProto): Operator {
  const kernel = pair(intsAttribute(node, "kernel_shape", []));
  const { strides, pad } = sliding(node);
  if (pad !== "valid" || intAttribute(node, "ceil_mode", 0) !== 0)
    return refuse(node, "it pads, or rounds its size up");
  return node.opType === "MaxPool"
    ? (x) => tf.maxPool(x, kernel, strides, pad)
    : (x) => tf.avgPool(x, kernel, strides, pad);
}

type Padding = "valid" | [[0, 0], [number, number], [number, number], [0, 0]];

function sliding(node: NodeProto): { strides: [number, number]; pad: Padding } {
  if (stringAttribute(node, "auto_pad", "NOTSET") !== "NOTSET")
    return refuse(node, "its padding is automatic");
  const strides = pair(intsAttribute(node, "strides", [1, 1]));
  const [top = 0, left = 0, bottom = 0, right = 0] = intsAttribute(node, "pads", []);
  const padded = top + left + bottom + right > 0;
  return {
    strides,
    pad: padded
      ? [
          [0, 0],
          [top, bottom],
          [left, right],
          [0, 0],
        ]
      : "valid",
  };
}

function pair([first = 1, second = 1]: readonly number[]): [number, number] {
  return [first, second];
}

function refuse(node: NodeProto, why: string): never {
  throw new Error(`${node.opType} "${node.name}": ${why}`);
}
