/** @file One node of a network that runs. */
import * as tf from "@tensorflow/tfjs-core";
import { reason } from "../../reason.ts";
import { EngineError, OutOfMemory } from "../engine.ts";
import { compute } from "./host-folding.ts";
import type { TfjsValue } from "./value.ts";
import { HostValue } from "./value.ts";
import type { NodeInputs, PreparedNode } from "./operator.ts";
import type { NodeProto } from "../../../src-core/network/onnx/model.ts";

export interface NodeStep {
  readonly node: NodeProto;
  readonly prepared: PreparedNode;
  /** Names that no later step reads. */
  readonly lastReads: readonly string[];
}

/** What the backends and JavaScript say where there is no memory left. */
const noMemory =
  /out of memory|bad_alloc|allocation failed|\bOOM\b|cannot enlarge memory|invalid typed array length/i;

/** Adds a node's results to the values, and lets go of those that no later node reads. @throws EngineError */
export function runStep(
  { node, prepared, lastReads }: NodeStep,
  values: Map<string, TfjsValue>,
): void {
  const inputs = node.input.map((name) => (name === "" ? undefined : values.get(name)));
  let results: TfjsValue[];
  try {
    const computed = onHost(node, inputs);
    results = computed ? [computed] : onDevice(() => prepared.run(inputs), inputs);
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    const message = `TensorFlow.js fails at ${node.opType} "${node.name}": ${reason(cause)}`;
    throw new (noMemory.test(String(cause)) ? OutOfMemory : EngineError)(message, { cause });
  }
  for (const [index, result] of results.entries()) values.set(node.output[index] ?? "", result);
  for (const name of lastReads) {
    const value = values.get(name);
    if (value && !value.hostValue) tf.dispose(value.tensor);
    values.delete(name);
  }
}

function onHost(node: NodeStep["node"], inputs: NodeInputs): HostValue | null {
  const given = inputs.filter((input) => input !== undefined);
  if (given.length === 0 || !given.every(({ hostValue }) => hostValue?.array)) return null;
  const result = compute(
    node,
    inputs.map((input) => input?.hostValue?.array ?? undefined),
  );
  return result && new HostValue(result, false);
}

/** @returns tensors that are nobody else's, so that each can be let go on its own */
function onDevice(run: () => TfjsValue | TfjsValue[], inputs: NodeInputs): TfjsValue[] {
  const given = new Set(
    inputs.flatMap((input) => (input && !input.hostValue ? [input.tensor] : [])),
  );
  let results: TfjsValue[] = [];
  tf.tidy(() => {
    results = [run()].flat().map((value) => {
      if (value.hostValue && !value.hostValue.isLasting) return value;
      const { tensor, isNhwc } = value;
      if (!value.hostValue && !given.has(tensor)) return value;
      // Not clone(), which copies in some backends: this shares the numbers and counts who does.
      return { tensor: tf.reshape(tensor, tensor.shape), isNhwc };
    });
    return results.flatMap((value) => (value.hostValue ? [] : [value.tensor]));
  });
  return results;
}
