/** @file An ONNX network as steps of TensorFlow.js; its weights are uploaded once. */
import * as tf from "@tensorflow/tfjs-core";
import type { ModelProto, NodeProto, TensorProto } from "../../../src-core/network/onnx.ts";
import { constantOf, opset } from "../../../src-core/network/onnx.ts";
import { dimensions, elementTypes, numbersOf } from "../../../src-core/network/tensor.ts";
import { operators } from "./operators.ts";
import { convolution } from "./sliding.ts";
import { Unsupported } from "./unsupported.ts";
import type { Value } from "./value.ts";
import { logical, plain } from "./value.ts";

interface Step {
  readonly node: NodeProto;
  readonly run: (inputs: readonly (Value | undefined)[]) => Value;
}

export interface Network {
  /** @param pixels as the network's one input wants them; to be called inside `tidy` @returns scores as ONNX orders them */
  run(pixels: tf.Tensor): tf.Tensor;
  dispose(): void;
}

/** @throws Unsupported for an operator that there is not */
export function compile(model: ModelProto): Network {
  const { graph } = model;
  const set = opset(model);
  const constants = new Map<string, Value>();
  const kept: tf.Tensor[] = [];
  const add = (name: string, tensor: TensorProto): void => {
    const value = plain(upload(tensor));
    kept.push(value.tensor);
    constants.set(name, value);
  };
  const dispose = (): void => {
    tf.dispose(kept);
  };
  try {
    for (const tensor of graph?.initializer ?? []) add(tensor.name, tensor);
    const steps: Step[] = [];
    for (const node of graph?.node ?? []) {
      const constant = constantOf(node);
      if (constant) add(node.output[0] ?? "", constant);
      else if (node.opType === "Conv") {
        const [, weights, bias] = node.input.map((name) => constants.get(name)?.tensor);
        if (!weights) throw new Unsupported(node, "its weights are not constant");
        const made = convolution(node, weights, bias);
        kept.push(...made.kept);
        steps.push({ node, run: ([input]) => made.run(needed(node, input)) });
      } else {
        const operator = operators.get(node.opType);
        if (!operator) throw new Unsupported(node);
        if (
          node.output
            .slice(1)
            .some(
              (name) =>
                name !== "" && node.opType !== "Dropout" && node.opType !== "BatchNormalization",
            )
        )
          throw new Unsupported(node, "it has several outputs");
        steps.push({ node, run: (inputs) => operator(node, inputs, set) });
      }
    }
    const names = new Set(graph?.initializer.map(({ name }) => name));
    const input = graph?.input.find(({ name }) => !names.has(name))?.name ?? "";
    const output = graph?.output[0]?.name ?? "";
    const run = (pixels: tf.Tensor): tf.Tensor => {
      const values = new Map([...constants, [input, plain(pixels)]]);
      for (const { node, run: compute } of steps) {
        const result = compute(node.input.map((name) => values.get(name)));
        values.set(node.output[0] ?? "", result);
      }
      return logical(needed(steps.at(-1)?.node, values.get(output)));
    };
    return { run, dispose };
  } catch (cause) {
    dispose();
    throw cause;
  }
}

function needed(node: NodeProto | undefined, value: Value | undefined): Value {
  if (value) return value;
  throw node ? new Unsupported(node, "its input is not there") : new RangeError("no output");
}

/** Whole numbers of 32 bits, where "to the end" is the largest; whatever else has 32 bits of float here. */
function upload(tensor: TensorProto): tf.Tensor {
  const { dataType } = tensor;
  const shape = dimensions(tensor);
  const values = Float64Array.from(numbersOf(tensor));
  if (dataType !== elementTypes.int64 && dataType !== elementTypes.int32)
    return tf.tensor(Float32Array.from(values), shape, "float32");
  const [least, most] = [-(2 ** 31), 2 ** 31 - 1];
  const within = values.map((value) => Math.min(Math.max(value, least), most));
  return tf.tensor(Int32Array.from(within), shape, "int32");
}
