/** @file What an entry of the table of operators is, and what most of them are made with. */
import type * as tf from "@tensorflow/tfjs-core";
import type { NodeProto } from "../../../src-core/network/onnx/model.ts";
import { intsAttribute } from "../../../src-core/network/onnx/node.ts";
import type { HostValue, TfjsValue } from "./value.ts";
import { Unsupported } from "./unsupported.ts";
import { numbersOf, broadcastable } from "./layout.ts";

/** Inputs of a node; those that are left out are undefined. */
export type NodeInputs = readonly (TfjsValue | undefined)[];

/** Runs a node; called inside `tidy`. */
export type Operator = (
  node: NodeProto,
  inputs: NodeInputs,
  opset: number,
) => TfjsValue | TfjsValue[];

/** A node that is made ready once. */
export interface PreparedNode {
  readonly run: (inputs: NodeInputs) => TfjsValue | TfjsValue[];
  /** Tensors that it holds on to. */
  readonly kept: readonly tf.Tensor[];
  /** Whether its first input is all that it still reads. */
  readonly readsFirstInputOnly?: boolean;
}

/** @param constants inputs that are known when the network is opened; called inside `tidy` */
export type OperatorBuilder = (
  node: NodeProto,
  constants: readonly (HostValue | undefined)[],
  opset: number,
) => PreparedNode;

/** A node that needs nothing but its inputs. */
export const withoutPreparation =
  (operator: Operator): OperatorBuilder =>
  (node, _, opset) => ({ run: (inputs) => operator(node, inputs, opset), kept: [] });

/** @throws Unsupported where the input is not given */
export function needInput(
  node: NodeProto,
  inputs: NodeInputs,
  index: number,
  what = "input",
): TfjsValue {
  const value = inputs[index];
  if (!value) throw new Unsupported(node, `it has no ${what}`);
  return value;
}

export const firstInput = (node: NodeProto, inputs: NodeInputs): TfjsValue =>
  needInput(node, inputs, 0);

/** Element by element: the order stays. */
export const elementByElement =
  (run: (x: tf.Tensor, node: NodeProto) => tf.Tensor): Operator =>
  (node, inputs) => {
    const { tensor, isNhwc } = firstInput(node, inputs);
    return { tensor: run(tensor, node), isNhwc };
  };

/** Two or more operands that broadcast. */
export const broadcasting =
  (run: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Operator =>
  (node, inputs) => {
    const { tensors, wrap } = broadcastable(inputs.filter((value) => value !== undefined));
    if (tensors.length === 0) throw new Unsupported(node, "it has no input");
    return wrap(tensors.reduce((a, b) => run(a, b)));
  };

/** Axes or the like: an input, or in older operator sets an attribute. */
export const listOf = (
  node: NodeProto,
  input: TfjsValue | undefined,
  name: string,
  fallback: readonly number[],
): number[] => (input ? numbersOf(input) : [...intsAttribute(node, name, fallback)]);
