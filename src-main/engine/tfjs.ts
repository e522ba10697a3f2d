import type { Engine } from "./engine.ts";
import { EngineError } from "./engine.ts";
export type TfjsBackend = "tensorflow-gpu" | "tensorflow" | "wasm";
export const openTfjs = (backend: TfjsBackend): Promise<Engine> =>
  Promise.reject(new EngineError(`TensorFlow.js is not there yet (${backend})`));
