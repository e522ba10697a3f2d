/** @file TensorFlow's native library. */
import { EngineError } from "../engine.ts";

/** @throws EngineError where it is not installed */
export function loadNative(kind: "gpu" | "cpu"): Promise<void> {
  return Promise.reject(new EngineError(`TensorFlow's native library (${kind}) is not installed`));
}
