/** @file `fullconv bench`: every model on every size and device, next to the bare engine and to the windows. */
import { said } from "../../../src-core/messages/said.ts";
import { rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Benchmark, BenchmarkRow } from "../../../src-core/contract/benchmark.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { writeModel } from "../../../src-core/network/onnx/model.ts";
import { openBare, openMatrixProduct } from "../../engine/bare-session.ts";
import { encodePng } from "../../image/encode.ts";
import { versions } from "../../output/versions.ts";
import type { Analyst } from "../analyst.ts";
import type { ComparedDevice } from "./device-comparison.ts";
import { compareDevices } from "./device-comparison.ts";
import type { Job } from "../jobs/job.ts";
import type { Library } from "../models/library.ts";
import { sleep, statistics } from "../jobs/timing.ts";
import { picture } from "./test-picture.ts";
import { temporaryFolder } from "../../files/temporaries.ts";

export interface BenchmarkRequest {
  readonly models: readonly string[];
  /** Sides of square images. */
  readonly sizes: readonly number[];
  readonly devices: readonly string[];
  readonly rounds: number;
  /** Milliseconds for the windows of one row. */
  readonly budget: number;
}

interface Measured extends ComparedDevice {
  readonly model: string;
  readonly bares: readonly number[];
}

/** @throws UserError for a model or device that is not there, the signal's reason when it is stopped */
export async function runBenchmark(
  analyst: Analyst,
  library: Library,
  request: BenchmarkRequest,
  job: Job,
): Promise<Benchmark> {
  const load = loadavg()[0] ?? 0; // before anything runs: it is that of others
  const reports = await analyst.devices({ again: false }, job);
  for (const device of request.devices) await analyst.checkDevice(device);
  const matrixProduct = await measureMatrixProduct(request.rounds);
  const folder = await temporaryFolder("bench");
  const measured: Measured[] = [];
  try {
    for (const model of await withTwin(request.models, library))
      for (const size of request.sizes) {
        const { surgery } = await library.get({ model });
        // Its window has no room in it.
        if (size < Math.max(surgery.window.width, surgery.window.height)) continue;
        const path = join(folder, `${size}.png`);
        await writeFile(path, await encodePng(picture(size)));
        const file = writeModel(surgery.model);
        const shape = [1, surgery.input.channels, size, size];
        const bare = await openBare(file, { [surgery.input.name]: shape });
        const bares = request.devices.map((): number[] => []);
        const { devices, rounds, budget } = request;
        const comparison = { subject: { path, model, scales: [1] }, devices, rounds, budget };
        const compared = await compareDevices(analyst, comparison, job, async (index) => {
          // A run off the clock before each: whoever comes second would find warm caches and busy threads.
          await setTimeout(sleep);
          await bare.run();
          bares[index]?.push(await bare.run());
        });
        for (const [index, one] of compared.entries())
          measured.push({ ...one, model, bares: bares[index] ?? [] });
        await bare.release();
      }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (measured.length === 0)
    throw new UserError(
      "invalid-request",
      said("analysis.no-window-room-images", { models: request.models, sizes: request.sizes }),
    );
  const rows = measured.map((row) => withRatios(row, measured, matrixProduct.median));
  const machine = {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memory: totalmem(),
    system: `${process.platform} ${process.arch}`,
    load,
    versions: [...new Set([...versions("onnxruntime"), ...versions("tfjs")])],
  };
  return { machine, matrixProduct, devices: reports, rows };
}

/**
 * A detector with anchors has nothing that its pass could be compared with.
 * @throws UserError where no other model is left
 */
async function withTwin(models: readonly string[], library: Library): Promise<string[]> {
  const left: string[] = [];
  for (const model of models)
    if ((await library.get({ model })).detector === null) left.push(model);
  if (left.length > 0) return left;
  throw new UserError("invalid-request", said("analysis.no-dense-twin-compare", { models }));
}

function withRatios(
  { model, figures, flops, passes, bares, speedup }: Measured,
  all: readonly Measured[],
  peak: number,
): BenchmarkRow {
  const tensorflow = all.filter(
    (other) =>
      other.model === model &&
      other.figures.width === figures.width &&
      other.figures.used.engine === "tfjs",
  );
  const fastest = Math.min(...tensorflow.map((other) => other.figures.pass.median));
  const { pass } = figures;
  return {
    model,
    ...figures,
    bare: statistics(bares),
    peakShare: flops / (pass.median * 1e6) / peak,
    ratios: {
      bare: statistics(passes.map((time, round) => time / (bares[round] ?? NaN))),
      batched: { median: speedup.batched, ...speedup.range.batched },
      tensorflow: tensorflow.length > 0 ? fastest / pass.median : null,
    },
  };
}

/** Sides of square matrices: which one suits the caches best is the processor's affair. */
const sides = [512, 1024, 2048];

/** Of the fastest size, in 10⁹ operations a second. */
async function measureMatrixProduct(rounds: number): Promise<Benchmark["matrixProduct"]> {
  const all: Benchmark["matrixProduct"][] = [];
  for (const side of sides) {
    const product = await openMatrixProduct(side);
    await product.run();
    const speeds: number[] = [];
    while (speeds.length < rounds) speeds.push(product.operations / ((await product.run()) * 1e6));
    await product.release();
    all.push({ side, ...statistics(speeds) });
  }
  return all.reduce((best, one) => (one.median > best.median ? one : best));
}
