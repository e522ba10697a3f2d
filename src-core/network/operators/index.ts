/** @file The table of operators: to support one more is to add an entry. */
import type { Rule } from "../context.ts";
import { gemm, matMul } from "./dense.ts";
import { activation, add, identity, softmax } from "./pointwise.ts";
import { flatten, reshape } from "./reshape.ts";
import { convolution, pool } from "./sliding.ts";

const activations = ["Relu", "LeakyRelu", "Elu", "Sigmoid", "Tanh", "Softplus", "HardSigmoid"];

export const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["Conv", convolution],
  ["MaxPool", pool],
  ["AveragePool", pool],
  ...activations.map((name): [string, Rule] => [name, activation]),
  ["Identity", identity],
  ["Dropout", identity],
  ["Add", add],
  ["Flatten", flatten],
  ["Reshape", reshape],
  ["Gemm", gemm],
  ["MatMul", matMul],
  ["Softmax", softmax],
  ["LogSoftmax", softmax],
]);
