/** @file TensorFlow.js: the same networks on another library. */
import * as tf from "@tensorflow/tfjs-core";
import { readModel } from "../../src-core/network/onnx/model.ts";
import { reason } from "../reason.ts";
import type { AnyPixels, Engine, Run, Scores, Session } from "./engine.ts";
import { EngineError } from "./engine.ts";
import { loadNative } from "./tfjs/native.ts";
import type { TfjsNetwork } from "./tfjs/network.ts";
import { compileNetwork } from "./tfjs/network.ts";
import { guardMemory, loadWasm } from "./tfjs/wasm.ts";

export type TfjsBackend = "tensorflow-gpu" | "tensorflow" | "wasm";

/** @throws EngineError where the backend is not there */
export async function openTfjs(backend: TfjsBackend): Promise<Engine> {
  if (backend === "wasm") await loadWasm();
  else loadNative(backend === "tensorflow" ? "cpu" : "gpu");
  await start(backend === "wasm" ? "wasm" : "tensorflow");
  if (backend === "wasm") await guardMemory();
  return {
    name: "tfjs",
    open: (model) =>
      Promise.resolve(model).then((file) => new TfjsSession(compileNetwork(readModel(file)))),
  };
}

async function start(name: string): Promise<void> {
  let why = "";
  const started = await tf.setBackend(name).catch((cause: unknown) => {
    why = `: ${reason(cause)}`;
    return false;
  });
  if (!started) throw new EngineError(`TensorFlow.js's ${name} backend does not start${why}`);
  tf.enableProdMode();
}

class TfjsSession implements Session {
  private readonly network: TfjsNetwork;

  constructor(network: TfjsNetwork) {
    this.network = network;
  }

  async run({ data, batch, height, width, channels }: AnyPixels): Promise<Run> {
    const start = performance.now();
    const type = data instanceof Float32Array ? "float32" : "int32";
    const outputs = tf.tidy(() =>
      this.network.run(tf.tensor4d(data, [batch, height, width, channels], type)),
    );
    try {
      const read = outputs.map(async (scores): Promise<Scores> => {
        const values = Float32Array.from(await scores.data());
        const [, classes = values.length, rows = 1, columns = 1] = scores.shape;
        return { data: values, batch, classes, rows, columns };
      });
      const [first, ...further] = await Promise.all(read);
      if (!first) throw new EngineError("the network has no output");
      const time = performance.now() - start;
      return { ...first, ...(further.length > 0 ? { further } : {}), time };
    } finally {
      tf.dispose(outputs);
    }
  }

  release(): Promise<void> {
    this.network.dispose();
    return Promise.resolve();
  }
}
