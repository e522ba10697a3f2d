/** @file One node of a network that runs. */
import * as tf from "@tensorflow/tfjs-core";
import { reason } from "../../reason.ts";
import { EngineError, OutOfMemory } from "../engine.ts";
import { compute } from "./host.ts";
import type { Value } from "./listed.ts";
import { Listed } from "./listed.ts";
import type { Inputs, Ready } from "./operator.ts";
import type { NodeProto } from "../../../src-core/network/onnx/model.ts";

export interface Step {
  readonly node: NodeProto;
  readonly ready: Ready;
  /** Names that no later step reads. */
  readonly spent: readonly string[];
}

/** What the backends and JavaScript say where there is no memory left. */
const noMemory =
  /out of memory|bad_alloc|allocation failed|\bOOM\b|cannot enlarge memory|invalid typed array length/i;

/** Adds a node's results to the values, and lets go of those that no later node reads. @throws EngineError */
export function runStep({ node, ready, spent }: Step, values: Map<string, Value>): void {
  const inputs = node.input.map((name) => (name === "" ? undefined : values.get(name)));
  let results: Value[];
  try {
    const computed = onHost(node, inputs);
    results = computed ? [computed] : onDevice(() => ready.run(inputs), inputs);
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    const said = `TensorFlow.js fails at ${node.opType} "${node.name}": ${reason(cause)}`;
    throw new (noMemory.test(String(cause)) ? OutOfMemory : EngineError)(said, { cause });
  }
  for (const [index, result] of results.entries()) values.set(node.output[index] ?? "", result);
  for (const name of spent) {
    const value = values.get(name);
    if (value && !value.listed) tf.dispose(value.tensor);
    values.delete(name);
  }
}

function onHost(node: Step["node"], inputs: Inputs): Listed | null {
  const given = inputs.filter((input) => input !== undefined);
  if (given.length === 0 || !given.every(({ listed }) => listed?.numbers)) return null;
  const result = compute(
    node,
    inputs.map((input) => input?.listed?.numbers ?? undefined),
  );
  return result && new Listed(result, false);
}

/** @returns tensors that are nobody else's, so that each can be let go on its own */
function onDevice(run: () => Value | Value[], inputs: Inputs): Value[] {
  const given = new Set(inputs.flatMap((input) => (input && !input.listed ? [input.tensor] : [])));
  let results: Value[] = [];
  tf.tidy(() => {
    results = [run()].flat().map((value) => {
      if (value.listed && !value.listed.isLasting) return value;
      const { tensor, last } = value;
      if (!value.listed && !given.has(tensor)) return value;
      // Not clone(), which copies in some backends: this shares the numbers and counts who does.
      return { tensor: tf.reshape(tensor, tensor.shape), last };
    });
    return results.flatMap((value) => (value.listed ? [] : [value.tensor]));
  });
  return results;
}
