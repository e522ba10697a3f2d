/** @file TensorFlow.js on WebAssembly, from uint8 pixels to scores, like the pass. */
import * as tf from "@tensorflow/tfjs-core";
import { passNetwork } from "../../src-main/analysis/sessions/sessions.ts";
import type { Engine, Pixels, Scores } from "../../src-main/engine/engine.ts";
import { openTfjs } from "../../src-main/engine/tfjs.ts";
import { bareTurn, prepare } from "./bare.ts";
import { type Figure, figure } from "./figure.ts";
import { passName, passTurn, sizeOf, type Stage } from "./pass.ts";
import { interleave } from "./rounds.ts";

const tolerance = 1e-4;

/** @returns the engine, and what its backend has here: in Node never more than one thread */
export async function startWasm(): Promise<{ engine: Engine; about: string }> {
  const engine = await openTfjs("wasm");
  const has = async (flag: string): Promise<boolean> => (await tf.env().getAsync(flag)) === true;
  const simd = (await has("WASM_HAS_SIMD_SUPPORT")) ? "SIMD" : "no SIMD";
  const threads = (await has("WASM_HAS_MULTITHREAD_SUPPORT")) ? "threads" : "one thread";
  return { engine, about: `${simd}, ${threads}` };
}

/**
 * TensorFlow.js against the pass, and against ONNX Runtime on one thread.
 * @throws Error when its scores differ from the pass's by more than 1e-4
 */
export async function wasmAgainstPass(
  engine: Engine,
  stage: Stage,
  pixels: Pixels,
): Promise<Figure[]> {
  const { model, sessions, extent } = stage;
  const own = await engine.open(passNetwork(model, pixels.channels));
  const { session } = await sessions.pass(model, pixels.channels);
  const difference = largestDifference(await own.run(pixels), await session.run(pixels));
  if (!(difference <= tolerance))
    throw new Error(`its scores differ from the pass's by ${difference.toExponential(1)}`);
  const [wasm, single] = ["TensorFlow.js wasm", "bare ONNX Runtime, one thread"];
  const turns = [
    await passTurn(stage, pixels),
    async () => ({ [wasm]: (await own.run(pixels)).time }),
    await bareTurn(single, model, prepare(pixels, model.card.input), 1),
  ];
  const rounds = await interleave(turns, extent);
  await own.release();
  const remark = `largest difference ${difference.toExponential(1)}`;
  return [
    figure(sizeOf(pixels), rounds, [wasm, passName], { remark }),
    figure(sizeOf(pixels), rounds, [wasm, single]),
  ];
}

function largestDifference({ data }: Scores, expected: Scores): number {
  if (data.length !== expected.data.length) return Infinity;
  const apart = data.map((score, index) => Math.abs(score - (expected.data[index] ?? NaN)));
  return apart.reduce((most, distance) => Math.max(most, distance), 0); // NaN where one of them is NaN
}
