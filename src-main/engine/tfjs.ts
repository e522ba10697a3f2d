/** @file TensorFlow.js: the same networks on another library. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { readModel } from "../../src-core/network/onnx.ts";
import type { Engine, Pixels, Run, Session } from "./engine.ts";
import { EngineError } from "./engine.ts";
import type { Network } from "./tfjs/network.ts";
import { compile } from "./tfjs/network.ts";

export type TfjsBackend = "tensorflow-gpu" | "tensorflow" | "wasm";

/** @throws EngineError where the backend is not there */
export async function openTfjs(backend: TfjsBackend): Promise<Engine> {
  if (backend !== "wasm")
    throw new EngineError(
      `TensorFlow's native library (${backend}) is not used in this version yet`,
    );
  const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
  const require = createRequire(import.meta.url);
  setWasmPaths(`${join(dirname(require.resolve("@tensorflow/tfjs-backend-wasm")))}/`);
  if (!(await tf.setBackend("wasm")))
    throw new EngineError("TensorFlow.js's wasm backend does not start");
  tf.enableProdMode();
  return {
    name: "tfjs",
    open: (model) => Promise.resolve(new TfjsSession(compile(readModel(model)))),
  };
}

class TfjsSession implements Session {
  private readonly network: Network;

  constructor(network: Network) {
    this.network = network;
  }

  async run({ data, batch, height, width, channels }: Pixels): Promise<Run> {
    const start = performance.now();
    const scores = tf.tidy(() =>
      this.network.run(tf.tensor4d(data, [batch, height, width, channels], "int32")),
    );
    const values = await scores.data();
    const [, classes = values.length, rows = 1, columns = 1] = scores.shape;
    tf.dispose(scores);
    const time = performance.now() - start;
    return { data: Float32Array.from(values), batch, classes, rows, columns, time };
  }

  release(): Promise<void> {
    this.network.dispose();
    return Promise.resolve();
  }
}
