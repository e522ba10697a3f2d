/** @file TensorFlow.js with its WebAssembly backend, out of node_modules, on the converted network. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import type { ClassifierHead } from "../../src-core/contract/card.ts";
import { timed } from "../../src-main/analysis/timing.ts";
import type { Pixels, Scores } from "../../src-main/engine/engine.ts";
import { bareTurn, prepare, type Prepared } from "./bare.ts";
import { type Figure, figure } from "./figure.ts";
import { passName, passTurn, sizeOf, type Stage } from "./pass.ts";
import { interleave } from "./rounds.ts";
import { network, type Network } from "./tensorflow.ts";

const tolerance = 1e-4;

/** Starts the backend. @returns what it has here: in Node it never has more than one thread */
export async function startWasm(): Promise<string> {
  const folder = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"));
  setWasmPaths(join(folder, "/"));
  if (!(await tf.setBackend("wasm"))) throw new Error("its wasm backend does not start here");
  const has = async (flag: string): Promise<boolean> => (await tf.env().getAsync(flag)) === true;
  const simd = (await has("WASM_HAS_SIMD_SUPPORT")) ? "SIMD" : "no SIMD";
  return `${simd}, ${(await has("WASM_HAS_MULTITHREAD_SUPPORT")) ? "threads" : "one thread"}`;
}

/**
 * TensorFlow.js from prepared floats to scores against the pass, and against ONNX Runtime on one thread.
 * @throws Error when an operator is missing, or the scores differ from the pass's by more than 1e-4
 */
export async function wasmAgainstPass(stage: Stage, pixels: Pixels): Promise<Figure[]> {
  const { model, sessions, extent } = stage;
  const prepared = prepare(pixels, model.card.input);
  const [run, activate] = [network(model.surgery.model), activation(model.card.head)];
  const input = channelsLast(prepared);
  const scores = async (): Promise<Float32Array> => {
    const output = tf.tidy(() => activate(run(input)));
    const values = await output.data<"float32">();
    output.dispose();
    return values;
  };
  const { session } = await sessions.pass(model, pixels.channels);
  const difference = largestDifference(await scores(), await session.run(pixels));
  if (!(difference <= tolerance))
    throw new Error(`its scores differ from the pass's by ${difference.toExponential(1)}`);
  const [wasm, single] = ["TensorFlow.js wasm", "bare ONNX Runtime, one thread"];
  const turns = [
    await passTurn(stage, pixels),
    async () => ({ [wasm]: (await timed(scores))[1] }),
    await bareTurn(single, model, prepared, 1),
  ];
  const rounds = await interleave(turns, extent);
  input.dispose();
  const remark = `largest difference ${difference.toExponential(1)}`;
  return [
    figure(sizeOf(pixels), rounds, [wasm, passName], { remark }),
    figure(sizeOf(pixels), rounds, [wasm, single]),
  ];
}

const activation = ({ activation: kind }: ClassifierHead): Network =>
  kind === "softmax"
    ? (x) => tf.softmax(x, 3)
    : kind === "sigmoid"
      ? (x) => tf.sigmoid(x)
      : (x) => x;

function channelsLast({ data, channels, height, width }: Prepared): tf.Tensor4D {
  return tf.tidy(() => {
    const planes = tf.tensor4d(data, [1, channels, height, width]);
    return tf.transpose<tf.Tensor4D>(planes, [0, 2, 3, 1]);
  });
}

/** @param scores rows × columns × classes @param expected classes × rows × columns */
function largestDifference(scores: Float32Array, expected: Scores): number {
  const { data, classes, rows, columns } = expected;
  if (scores.length !== data.length) return Infinity;
  const cells = rows * columns;
  return data.reduce((most, score, index) => {
    const other = scores[(index % cells) * classes + Math.floor(index / cells)] ?? NaN;
    return Math.max(most, Math.abs(score - other)); // NaN where one of them is NaN
  }, 0);
}
