/** @file Functions of one number, composed of what every backend has. */
import * as tf from "@tensorflow/tfjs-core";
import type { NodeProto } from "../../../src-core/network/onnx/model.ts";
import { floatAttribute, stringAttribute } from "../../../src-core/network/onnx/node.ts";
import type { Operator } from "./operator.ts";
import { elementByElement } from "./operator.ts";

type Activation = (
  x: tf.Tensor,
  parameter: (name: string, fallback: number) => number,
) => tf.Tensor;

const negative = (x: tf.Tensor): tf.Tensor => tf.minimum(x, 0);

/** exp(x/alpha) − 1 below 0, and 0 above. */
const below = (x: tf.Tensor, alpha = 1): tf.Tensor => tf.sub(tf.exp(tf.div(negative(x), alpha)), 1);

const holds = (condition: tf.Tensor): tf.Tensor => tf.cast(condition, "float32");

const hardSigmoid = (x: tf.Tensor, alpha: number, beta: number): tf.Tensor =>
  tf.minimum(tf.maximum(tf.add(tf.mul(x, alpha), beta), 0), 1);

/** log(1 + exp(x)), which does not overflow. */
const softplus = (x: tf.Tensor): tf.Tensor =>
  tf.add(tf.relu(x), tf.log(tf.add(tf.exp(tf.neg(tf.abs(x))), 1)));

const shrink: Activation = (x, parameter) => {
  const [edge, bias] = [parameter("lambd", 0.5), parameter("bias", 0)];
  const low = tf.mul(holds(tf.less(x, -edge)), tf.add(x, bias));
  return tf.add(low, tf.mul(holds(tf.greater(x, edge)), tf.sub(x, bias)));
};

/** Source: Hendrycks & Gimpel 2016. */
function gelu(x: tf.Tensor, node: NodeProto): tf.Tensor {
  const cubic = (): tf.Tensor => tf.add(x, tf.mul(tf.pow(x, 3), 0.044715));
  const share =
    stringAttribute(node, "approximate", "none") === "tanh"
      ? tf.tanh(tf.mul(cubic(), Math.sqrt(2 / Math.PI)))
      : tf.erf(tf.mul(x, Math.SQRT1_2));
  return tf.mul(tf.mul(x, 0.5), tf.add(share, 1));
}

const table: Readonly<Record<string, Activation>> = {
  Relu: (x) => tf.relu(x),
  LeakyRelu: (x, p) => tf.add(tf.relu(x), tf.mul(negative(x), p("alpha", 0.01))),
  ThresholdedRelu: (x, p) => tf.mul(x, holds(tf.greater(x, p("alpha", 1)))),
  Elu: (x, p) => tf.add(tf.relu(x), tf.mul(below(x), p("alpha", 1))),
  Celu: (x, p) => tf.add(tf.relu(x), tf.mul(below(x, p("alpha", 1)), p("alpha", 1))),
  Selu: (x, p) => {
    const negatives = tf.mul(below(x), p("alpha", 1.6732632));
    return tf.mul(tf.add(tf.relu(x), negatives), p("gamma", 1.0507009));
  },
  Sigmoid: (x) => tf.sigmoid(x),
  HardSigmoid: (x, p) => hardSigmoid(x, p("alpha", 0.2), p("beta", 0.5)),
  HardSwish: (x) => tf.mul(x, hardSigmoid(x, 1 / 6, 0.5)),
  Swish: (x, p) => tf.mul(x, tf.sigmoid(tf.mul(x, p("alpha", 1)))),
  Mish: (x) => tf.mul(x, tf.tanh(softplus(x))),
  Tanh: (x) => tf.tanh(x),
  Softplus: softplus,
  Softsign: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
  Shrink: shrink,
  Erf: (x) => tf.erf(x),
  Exp: (x) => tf.exp(x),
  Log: (x) => tf.log(x),
  Sqrt: (x) => tf.sqrt(x),
  Reciprocal: (x) => tf.div(1, x),
  Neg: (x) => tf.neg(x),
  Abs: (x) => tf.abs(x),
  Sign: (x) => tf.sign(x),
  Floor: (x) => tf.floor(x),
  Ceil: (x) => tf.ceil(x),
  Round: (x) => tf.round(x),
  Sin: (x) => tf.sin(x),
  Cos: (x) => tf.cos(x),
  Tan: (x) => tf.tan(x),
  Atan: (x) => tf.atan(x),
};

export const activations: readonly (readonly [string, Operator])[] = [
  ["Gelu", elementByElement(gelu)],
  ...Object.entries(table).map(
    ([name, run]) =>
      [
        name,
        elementByElement((x, node) =>
          run(x, (key, fallback) => floatAttribute(node, key, fallback)),
        ),
      ] as const,
  ),
];
