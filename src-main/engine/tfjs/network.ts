/** @file An ONNX network as steps of TensorFlow.js; its weights are uploaded once. */
import * as tf from "@tensorflow/tfjs-core";
import { fromTensor } from "../../../src-core/network/ndarray/ndarray.ts";
import type { GraphProto, ModelProto, NodeProto } from "../../../src-core/network/onnx/model.ts";
import { opset } from "../../../src-core/network/onnx/model.ts";
import { constantOf } from "../../../src-core/network/onnx/node.ts";
import { EngineError } from "../engine.ts";
import { fold } from "./host-folding.ts";
import type { TfjsValue } from "./value.ts";
import { HostValue } from "./value.ts";
import type { PreparedNode } from "./operator.ts";
import { builders, withSeveralResults } from "./operators.ts";
import type { NodeStep } from "./node-step.ts";
import { runStep } from "./node-step.ts";
import { Unsupported } from "./unsupported.ts";
import { asOnnx, inOnnxOrder } from "./layout.ts";

export interface TfjsNetwork {
  /**
   * To be called inside `tidy`.
   * @param pixels batch × height × width × channels; they are let go as soon as they are read
   * @returns its outputs as ONNX orders their numbers
   */
  run(pixels: tf.Tensor): tf.Tensor[];
  dispose(): void;
}

/** @throws Unsupported for an operator that there is not */
export function compileNetwork(model: ModelProto): TfjsNetwork {
  const { graph } = model;
  if (!graph) throw new EngineError("the network has no graph");
  const constants = new Map<string, HostValue>();
  const steps: NodeStep[] = [];
  const dispose = (): void => {
    for (const { prepared } of steps) tf.dispose([...prepared.kept]);
    for (const constant of constants.values()) constant.dispose();
  };
  try {
    for (const tensor of graph.initializer)
      constants.set(tensor.name, new HostValue(fromTensor(tensor), true));
    const lastReads = lastReadsOf(graph);
    for (const [index, node] of graph.node.entries()) {
      const known = constantResult(node, constants);
      if (known) {
        constants.set(node.output[0] ?? "", known);
        continue;
      }
      const ready = prepare(node, constants, opset(model), (name) => lastReads.has(name));
      const unusedLater = [...node.input, ...node.output].filter(
        (name) => !constants.has(name) && (lastReads.get(name) ?? index) === index,
      );
      steps.push({ node, prepared: ready, lastReads: [...new Set(unusedLater)] });
    }
    uploadOnlyRead(constants, steps);
  } catch (cause) {
    dispose();
    throw cause;
  }
  // Before version 4 of the format constants had to be inputs too.
  const filled = new Set(graph.initializer.map(({ name }) => name));
  const input = graph.input.find(({ name }) => !filled.has(name))?.name ?? "";
  const run = (pixels: tf.Tensor): tf.Tensor[] => {
    const values = new Map<string, TfjsValue>([...constants, [input, inOnnxOrder(pixels)]]);
    for (const step of steps) runStep(step, values);
    return graph.output.map(({ name }) => {
      const scores = values.get(name);
      if (!scores) throw new EngineError(`the network computes no output "${name}"`);
      return asOnnx(scores);
    });
  };
  return { run, dispose };
}

/** Name → index of the last node that reads it; the output is read after all. */
function lastReadsOf({ node, output }: GraphProto): Map<string, number> {
  const reads = node.flatMap(({ input }, index) => input.map((name) => [name, index] as const));
  return new Map([...reads, ...output.map(({ name }) => [name, Infinity] as const)]);
}

function constantResult(
  node: NodeProto,
  constants: ReadonlyMap<string, HostValue>,
): HostValue | null {
  const own = node.opType === "Constant" ? constantOf(node) : undefined;
  if (own) return new HostValue(fromTensor(own), true);
  const given = node.input.filter((name) => name !== "");
  if (given.length === 0 || !given.every((name) => constants.has(name))) return null;
  const result = fold(
    node,
    node.input.map((name) => constants.get(name)?.array ?? undefined),
  );
  return result && new HostValue(result, true);
}

function prepare(
  node: NodeProto,
  constants: ReadonlyMap<string, HostValue>,
  set: number,
  isRead: (name: string) => boolean,
): PreparedNode {
  const builder = builders.get(node.opType);
  if (!builder) throw new Unsupported(node);
  if (!withSeveralResults.has(node.opType) && node.output.slice(1).some(isRead))
    throw new Unsupported(node, "more than its first output is used");
  const known = node.input.map((name) => constants.get(name));
  let ready: PreparedNode = { run: () => [], kept: [] };
  tf.tidy(() => {
    ready = builder(node, known, set);
    for (const tensor of ready.kept) tf.keep(tensor);
  });
  return ready;
}

/** Weights that were made into others need not be held, neither here nor on the device. */
function uploadOnlyRead(constants: Map<string, HostValue>, steps: readonly NodeStep[]): void {
  const read = new Set(
    steps.flatMap(({ node, prepared: { readsFirstInputOnly } }) =>
      node.input.slice(0, readsFirstInputOnly ? 1 : undefined),
    ),
  );
  for (const [name, constant] of constants)
    if (!read.has(name)) constants.delete(name);
    else if (constant.isFloat) constant.upload();
}
