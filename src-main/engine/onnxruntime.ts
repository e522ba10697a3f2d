/** @file ONNX Runtime on the CPU and on whatever else it has a provider for. */
import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { reason } from "../reason.ts";
import type { AnyPixels, Engine, Pixels, Run, Scores, Session } from "./engine.ts";
import { DeviceFailed, EngineError, OutOfMemory } from "./engine.ts";
import { ranOnCpu } from "./profile.ts";
import { runtime, runtimeAbsence } from "./onnxruntime-module.ts";
import { temporaryFolder } from "../files/temporaries.ts";

export type Provider = "cpu" | "webgpu" | "dml" | "coreml" | "cuda";

const fatal = 4; // of ONNX Runtime's log levels: its errors are thrown, and told by whoever catches them

/** Joins a Pad with 0 to the MaxPool behind it as if it were one with −∞: wrong where values are negative (1.30). */
const wrong = "Pad_Fusion";

/**
 * Memory patterns are planned for one size of image: with them the second run, too, waits for new memory, and more is held
 * (measured: docs/decisions/0016).
 */
export const sessionOptions = {
  executionProviders: ["cpu"],
  enableMemPattern: false,
  graphOptimizationLevel: "all",
  logSeverityLevel: fatal,
  extra: { optimization: { disable_specified_optimizers: wrong } },
} as const;

/** What its allocators, the C++ library and Node say where there is no memory left. */
const noMemory =
  /failed to allocate memory|bad_alloc|bad allocation|array buffer allocation failed|out of memory/i;

const plainly = {
  graphOptimizationLevel: "disabled",
  extra: { session: { disable_prepacking: "1" } },
} as const;

/** What a provider cannot run, the CPU runs. */
const optionsFor = (provider: Provider, plain: boolean): InferenceSession.SessionOptions => ({
  ...sessionOptions,
  executionProviders: provider === "cpu" ? ["cpu"] : [provider, "cpu"],
  ...(plain ? plainly : {}),
});

/** Providers that this build of the library knows for this system; CUDA's libraries are not part of it. */
export const builtIn = (): string[] =>
  runtimeAbsence === null
    ? runtime()
        .listSupportedBackends()
        .map(({ name }) => name)
    : [];

export const onnxruntimeOn = (provider: Provider): Engine => ({
  name: "onnxruntime",
  async open(model, plain = false) {
    return new OnnxSession(await create(provider, model, optionsFor(provider, plain)), provider);
  },
});

export const onnxruntime = onnxruntimeOn("cpu");

/** Operators of a network that do not run on the provider but on the CPU. @throws EngineError */
export async function operatorsOnCpu(
  provider: Provider,
  model: Uint8Array,
  pixels: Pixels,
): Promise<string[]> {
  if (provider === "cpu") return [];
  const folder = await temporaryFolder("profile");
  try {
    const session = await create(provider, model, {
      ...optionsFor(provider, false),
      enableProfiling: true,
      profileFilePrefix: join(folder, "run"),
    });
    await new OnnxSession(session, provider).run(pixels);
    session.endProfiling();
    await session.release();
    const [name = ""] = await readdir(folder);
    return ranOnCpu(await readFile(join(folder, name), "utf8"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function create(
  provider: Provider,
  model: Uint8Array,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  try {
    return await runtime().InferenceSession.create(model, options);
  } catch (cause) {
    const on = provider === "cpu" ? "" : ` on ${provider}`;
    throw new EngineError(`ONNX Runtime cannot load the network${on}: ${reason(cause)}`, { cause });
  }
}

function scoresOf(tensor: Tensor | undefined, batch: number): Scores {
  if (!(tensor?.data instanceof Float32Array))
    throw new EngineError(`the network's scores are ${tensor?.type ?? "missing"}, not float32`);
  // A file whose batch is one may have dropped that axis.
  const [, classes = tensor.data.length, rows = 1, columns = 1] = tensor.dims;
  return { data: tensor.data, batch, classes, rows, columns };
}

class OnnxSession implements Session {
  private readonly session: InferenceSession;
  private readonly provider: Provider;

  constructor(session: InferenceSession, provider: Provider) {
    this.session = session;
    this.provider = provider;
  }

  async run({ data, batch, height, width, channels }: AnyPixels): Promise<Run> {
    const start = performance.now();
    const dims = [batch, height, width, channels];
    const { Tensor } = runtime();
    const pixels =
      data instanceof Float32Array
        ? new Tensor("float32", data, dims)
        : new Tensor("uint8", data, dims);
    const [input = ""] = this.session.inputNames;
    const results = await this.compute({ [input]: pixels });
    const [first, ...further] = this.session.outputNames.map((name) =>
      scoresOf(results[name], batch),
    );
    if (!first) throw new EngineError("the network has no output");
    const time = performance.now() - start;
    return { ...first, ...(further.length > 0 ? { further } : {}), time };
  }

  private async compute(feeds: InferenceSession.FeedsType): Promise<InferenceSession.ReturnType> {
    try {
      return await this.session.run(feeds);
    } catch (cause) {
      if (noMemory.test(String(cause)))
        throw new OutOfMemory(`ONNX Runtime gets no memory: ${reason(cause)}`, { cause });
      if (this.provider === "cpu") throw cause;
      throw new DeviceFailed(`${this.provider} failed: ${reason(cause)}`, { cause });
    }
  }

  release(): Promise<void> {
    return this.session.release();
  }
}
