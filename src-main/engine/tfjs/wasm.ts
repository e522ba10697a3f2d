/** @file TensorFlow.js's WebAssembly: where it lies, and that it says so where its memory ends. */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { OutOfMemory } from "../engine.ts";

/** What Emscripten gives every module; the package's types leave it out. */
interface Heap {
  _malloc: (bytes: number) => number;
  _free: (address: number) => void;
  readonly HEAPU8: Uint8Array;
}

/** Bytes that WebAssembly can address, less its own: of requests beyond that its allocator computes nonsense. */
const most = 2 ** 32 - 2 ** 24;

/** Registers the backend. It would look for its files beside the script that runs: it is told where its package lies. */
export async function loadWasm(): Promise<void> {
  const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
  const require = createRequire(import.meta.url);
  setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
}

/**
 * A request for memory that is not met gives address 0, one for more than 4 GiB gives less than was asked for, and the
 * backend writes there all the same (4.22): scores would be wrong without a word. From here on it throws OutOfMemory.
 */
export async function guardMemory(): Promise<void> {
  const { BackendWasm } = await import("@tensorflow/tfjs-backend-wasm");
  const backend = tf.backend();
  if (!(backend instanceof BackendWasm)) return;
  const heap = backend.wasm as unknown as Heap;
  // The function that is there at first puts another one in its place when it is called: that must have happened.
  heap._free(heap._malloc(1));
  const allocate = heap._malloc;
  heap._malloc = (bytes) => {
    // Its addresses are signed.
    const address = bytes < most ? allocate(bytes) >>> 0 : 0;
    if (bytes > 0 && (address === 0 || address + bytes > heap.HEAPU8.length))
      throw new OutOfMemory(
        `TensorFlow.js gets no memory for ${Math.ceil(bytes / 2 ** 20)} MiB more: WebAssembly has 4096 MiB at most`,
      );
    return address;
  };
}
