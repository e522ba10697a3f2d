/** @file TensorFlow's native library, through the packages tfjs-node and tfjs-node-gpu. */
import { createRequire } from "node:module";
import util from "node:util";
import * as tf from "@tensorflow/tfjs-core";
import { EngineError } from "../engine.ts";
import type { Native } from "./native-home.ts";
import { nativeHome } from "./native-home.ts";

/** What is asked of its backend; the packages' types would have to be installed with them. */
interface NativeBackend extends tf.KernelBackend {
  readonly binding: { readonly TF_Version: string };
  readonly isUsingGpuDevice: boolean;
}

/**
 * Registers the backend "tensorflow".
 * @returns the version of the library @throws EngineError where it is not installed, or sees no GPU
 */
export function loadNative(kind: Native): string {
  const home = nativeHome(kind);
  if (!home) throw new EngineError(`TensorFlow's native library (${kind}) is not installed`);
  supplyUtil();
  // With a tfjs-core of its own it still shares this one's engine and kernels, which are global.
  createRequire(home)(home);
  const { binding, isUsingGpuDevice } = tf.findBackend("tensorflow") as NativeBackend;
  if (kind === "gpu" && !isUsingGpuDevice)
    throw new EngineError(
      `TensorFlow ${binding.TF_Version} sees no GPU: it needs an NVIDIA card with CUDA 11.2 and cuDNN 8.1`,
    );
  return binding.TF_Version;
}

/** tfjs-node 4.22 calls these; Node 23 left them out. */
function supplyUtil(): void {
  const missing = {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: (value: unknown) => Array.isArray(value),
  };
  for (const [name, test] of Object.entries(missing))
    if (!(name in util)) Object.defineProperty(util, name, { value: test, enumerable: true });
}
