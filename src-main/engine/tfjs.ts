/** @file TensorFlow.js, which runs no networks yet. */
import type { Engine } from "./engine.ts";
import { EngineError } from "./engine.ts";

export type TfjsBackend = "tensorflow-gpu" | "tensorflow" | "wasm";

/** @throws EngineError */
export const openTfjs = (backend: TfjsBackend): Promise<Engine> =>
  Promise.reject(
    new EngineError(`TensorFlow.js (${backend}) does not run networks in this version yet`),
  );
