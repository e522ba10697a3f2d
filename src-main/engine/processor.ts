/** @file What runs on the processor: ONNX Runtime, and where that has no library TensorFlow.js on WebAssembly. */
import type { Engine } from "./engine.ts";
import { onnxruntime } from "./onnxruntime.ts";
import { runtimeAbsence } from "./onnxruntime-module.ts";

let opened: Promise<Engine> | undefined;

/** Loaded where it is needed: everywhere else it would only make the start slower. */
const openWasm = async (): Promise<Engine> => (await import("./tfjs.ts")).openTfjs("wasm");

const wasm: Engine = {
  name: "tfjs",
  async open(model, plain) {
    opened ??= openWasm().catch((cause: unknown) => {
      // What was in the way may be gone next time.
      opened = undefined;
      throw cause;
    });
    return (await opened).open(model, plain);
  },
};

export const processor: Engine = runtimeAbsence === null ? onnxruntime : wasm;
