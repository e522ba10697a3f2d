/** @file Products of matrices. */
import * as tf from "@tensorflow/tfjs-core";
import { floatAttribute, intAttribute } from "../../../src-core/network/onnx/node.ts";
import { elementCount } from "../../../src-core/network/onnx/tensor.ts";
import type { Operator } from "./operator.ts";
import { needInput } from "./operator.ts";
import { asOnnx, inOnnxOrder } from "./layout.ts";

const gemm: Operator = (node, inputs) => {
  const a = asOnnx(needInput(node, inputs, 0, "matrix"));
  const b = asOnnx(needInput(node, inputs, 1, "matrix"));
  const [transA, transB] = ["transA", "transB"].map((name) => intAttribute(node, name, 0) === 1);
  const product = tf.matMul(a, b, transA, transB);
  const [alpha, beta] = ["alpha", "beta"].map((name) => floatAttribute(node, name, 1));
  const scaled = alpha === 1 ? product : tf.mul(product, alpha ?? 1);
  if (!inputs[2]) return inOnnxOrder(scaled);
  const summand = asOnnx(inputs[2]);
  return inOnnxOrder(tf.add(scaled, beta === 1 ? summand : tf.mul(summand, beta ?? 1)));
};

/** Vectors are matrices of one row or column; many matrices times one are a single longer matrix. */
const matMul: Operator = (node, inputs) => {
  const a = asOnnx(needInput(node, inputs, 0, "matrix"));
  const b = asOnnx(needInput(node, inputs, 1, "matrix"));
  const right = b.rank === 1 ? tf.reshape(b, [-1, 1]) : b;
  const shape = [...a.shape.slice(0, -1), ...(b.rank === 1 ? [] : b.shape.slice(-1))];
  if (right.rank === 2) {
    const rows = tf.reshape(a, [elementCount(a.shape.slice(0, -1)), a.shape.at(-1) ?? 1]);
    return inOnnxOrder(tf.reshape(tf.matMul(rows, right), shape));
  }
  if (a.rank > 1) return inOnnxOrder(tf.matMul(a, right));
  const product = tf.matMul(tf.reshape(a, [1, -1]), right);
  return inOnnxOrder(tf.reshape(product, [...b.shape.slice(0, -2), ...b.shape.slice(-1)]));
};

export const products: readonly (readonly [string, Operator])[] = [
  ["Gemm", gemm],
  ["MatMul", matMul],
];
