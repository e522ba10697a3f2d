/** @file ONNX Runtime on the CPU. */
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Engine, Pixels, Scores, Session } from "./engine.ts";
import { reason } from "../reason.ts";
import { EngineError, OutOfMemory } from "./engine.ts";

const fatal = 4; // of ONNX Runtime's log levels: its errors are thrown, and told by whoever catches them

/** Joins a Pad with 0 to the MaxPool behind it as if it were one with −∞: wrong where values are negative (1.30). */
const wrong = "Pad_Fusion";

export const sessionOptions = {
  executionProviders: ["cpu"],
  graphOptimizationLevel: "all",
  logSeverityLevel: fatal,
  extra: { optimization: { disable_specified_optimizers: wrong } },
} as const;

/** What its allocators, the C++ library and Node say where there is no memory left. */
const noMemory =
  /failed to allocate memory|bad_alloc|bad allocation|array buffer allocation failed/i;

const plainly = {
  graphOptimizationLevel: "disabled",
  extra: { session: { disable_prepacking: "1" } },
} as const;

export const onnxruntime: Engine = {
  name: "onnxruntime",
  async open(model, plain = false) {
    try {
      const session = await InferenceSession.create(
        model,
        plain ? { ...sessionOptions, ...plainly } : sessionOptions,
      );
      return new OnnxSession(session);
    } catch (cause) {
      throw new EngineError(`ONNX Runtime cannot load the network: ${String(cause)}`, { cause });
    }
  },
};

class OnnxSession implements Session {
  private readonly session: InferenceSession;

  constructor(session: InferenceSession) {
    this.session = session;
  }

  async run({ data, batch, height, width, channels }: Pixels): Promise<Scores> {
    const pixels = new Tensor("uint8", data, [batch, height, width, channels]);
    const [input = ""] = this.session.inputNames;
    const [output = ""] = this.session.outputNames;
    const scores = (await this.compute({ [input]: pixels }))[output];
    if (!(scores?.data instanceof Float32Array))
      throw new EngineError(`the network's scores are ${scores?.type ?? "missing"}, not float32`);
    // A file whose batch is one may have dropped that axis.
    const [, classes = scores.data.length, rows = 1, columns = 1] = scores.dims;
    return { data: scores.data, batch, classes, rows, columns };
  }

  private async compute(feeds: InferenceSession.FeedsType): Promise<InferenceSession.ReturnType> {
    try {
      return await this.session.run(feeds);
    } catch (cause) {
      if (!noMemory.test(String(cause))) throw cause;
      throw new OutOfMemory(`ONNX Runtime gets no memory: ${reason(cause)}`, { cause });
    }
  }

  release(): Promise<void> {
    return this.session.release();
  }
}
