/** @file One run of a network as its file has it: what its tensors look like, for a network that nothing else is known of. */
import { randomNumbers } from "../../src-core/random.ts";
import { EngineError } from "./engine.ts";
import { runtime } from "./onnxruntime-module.ts";
import { sessionOptions } from "./onnxruntime.ts";

export interface OutputTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * @param input filled with numbers in [0, 1)
 * @returns the outputs that are float32, by their names
 * @throws EngineError where it cannot be run
 */
export async function runOnce(
  model: Uint8Array,
  input: { readonly name: string; readonly shape: readonly number[] },
): Promise<ReadonlyMap<string, OutputTensor>> {
  const { InferenceSession, Tensor } = runtime();
  const uniform = randomNumbers(1);
  const length = input.shape.reduce((product, side) => product * side, 1);
  try {
    const session = await InferenceSession.create(model, sessionOptions);
    try {
      const data = Float32Array.from({ length }, uniform);
      const outputs = await session.run({ [input.name]: new Tensor("float32", data, input.shape) });
      return new Map(
        Object.entries(outputs).flatMap(([name, tensor]) =>
          tensor.data instanceof Float32Array
            ? [[name, { shape: tensor.dims, data: Float32Array.from(tensor.data) }] as const]
            : [],
        ),
      );
    } finally {
      await session.release();
    }
  } catch (cause) {
    throw new EngineError("the network cannot be run", { cause });
  }
}
