/** @file `fullconv bench`: every model on every size and device, next to the bare engine and to the windows. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Benchmark, BenchmarkRow } from "../../src-core/contract/benchmark.ts";
import { writeModel } from "../../src-core/network/onnx.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { Bare } from "../engine/bare.ts";
import { openBare, openMatrixProduct } from "../engine/bare.ts";
import { encodePng } from "../image/encode.ts";
import { versions } from "../output/versions.ts";
import type { Analyst } from "./analyst.ts";
import type { Job } from "./job.ts";
import type { Library } from "./library.ts";
import { spread } from "./timing.ts";
import { picture } from "./test-picture.ts";

export interface BenchmarkRequest {
  readonly models: readonly string[];
  /** Sides of square images. */
  readonly sizes: readonly number[];
  readonly devices: readonly string[];
  readonly rounds: number;
  /** Milliseconds for the windows of one row. */
  readonly budget: number;
}

/** Milliseconds before a run, longer than the threads of the other side spin. */
const pause = 25;

type Measured = Omit<BenchmarkRow, "peakShare" | "ratios" | "bare"> & {
  readonly flops: number;
  readonly passes: readonly number[];
  readonly bares: readonly number[];
};

/** @throws UserError for a model or device that is not there, the signal's reason when it is stopped */
export async function runBenchmark(
  analyst: Analyst,
  library: Library,
  request: BenchmarkRequest,
  job: Job,
): Promise<Benchmark> {
  const load = loadavg()[0] ?? 0; // before anything runs: it is that of others
  const devices = await analyst.devices({ again: false }, job);
  for (const device of request.devices) await analyst.checkDevice(device);
  const matrixProduct = await measureMatrixProduct(request.rounds);
  const folder = await mkdtemp(join(tmpdir(), "fullconv-bench-"));
  const measured: Measured[] = [];
  try {
    for (const model of request.models)
      for (const size of request.sizes) {
        const { surgery } = await library.get({ model });
        const path = join(folder, `${size}.png`);
        await writeFile(path, await encodePng(picture(size)));
        const file = writeModel(surgery.model);
        const shape = [1, surgery.input.channels, size, size];
        const bare = await openBare(file, { [surgery.input.name]: shape });
        for (const device of request.devices) {
          job.signal.throwIfAborted();
          measured.push(await measure(analyst, { path, model, device }, bare, request, job));
        }
        await bare.release();
      }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const rows = measured.map((row) => withRatios(row, measured, matrixProduct.median));
  const machine = {
    ...{ cpu: cpus()[0]?.model.trim() ?? "unknown", cores: cpus().length, memory: totalmem() },
    ...{ system: `${process.platform} ${process.arch}`, load },
    versions: [...new Set([...versions("onnxruntime"), ...versions("tfjs")])],
  };
  return { machine, matrixProduct, devices, rows };
}

async function measure(
  analyst: Analyst,
  subject: { readonly path: string; readonly model: string; readonly device: string },
  bare: Bare,
  { rounds, budget }: BenchmarkRequest,
  job: Job,
): Promise<Measured> {
  const once = { ...subject, runs: 1, threshold: 0.5 };
  const right = (await analyst.pass({ ...once, device: "cpu" }, job)).map;
  const first = await analyst.pass(once, job);
  const againstCpu = compare(first.map, right);
  const [passes, bares]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    // A run off the clock before each: whoever comes second would find warm caches and busy threads.
    await setTimeout(pause);
    await bare.run();
    bares.push(await bare.run());
    await setTimeout(pause);
    const { result } = await analyst.pass(once, job);
    passes.push(result.timings.fcn?.run.median ?? NaN);
  }
  const compared = await analyst.baseline({ ...once, runs: 5, budget }, first.result, job);
  const { equality, timings, flops, image, device: used } = compared;
  if (!equality || !timings.window) throw new RangeError("the windows were not measured");
  const { batch, median, min, max, extrapolated } = timings.window.batched;
  const batched = { batch, median, min, max, extrapolated };
  return {
    ...{ model: subject.model, width: image.width, height: image.height },
    ...{ device: subject.device, used, pass: spread(passes), rounds, batched, equality },
    ...{ againstCpu, flops: flops.fcn ?? NaN, passes, bares },
  };
}

function withRatios(
  { flops, passes, bares, ...row }: Measured,
  all: readonly Measured[],
  peak: number,
): BenchmarkRow {
  const tensorflow = all.filter(
    ({ model, width, used }) =>
      model === row.model && width === row.width && used.engine === "tfjs",
  );
  const fastest = Math.min(...tensorflow.map(({ pass }) => pass.median));
  return {
    ...row,
    bare: spread(bares),
    peakShare: flops / (row.pass.median * 1e6) / peak,
    ratios: {
      bare: spread(passes.map((time, round) => time / (bares[round] ?? NaN))),
      batched: row.batched.median / row.pass.median,
      tensorflow: tensorflow.length > 0 ? fastest / row.pass.median : null,
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
    all.push({ side, ...spread(speeds) });
  }
  return all.reduce((best, one) => (one.median > best.median ? one : best));
}

function compare(own: ScoreMap | null, right: ScoreMap | null): BenchmarkRow["againstCpu"] {
  if (!own || !right)
    throw new RangeError("the map is too large to be compared: choose a smaller size");
  const cells = right.rows * right.columns;
  let [maxAbsDiff, same] = [0, 0];
  for (const [index, score] of right.data.entries())
    maxAbsDiff = Math.max(maxAbsDiff, Math.abs(score - (own.data[index] ?? NaN)));
  for (let cell = 0; cell < cells; cell++)
    if (best(own, cell, cells) === best(right, cell, cells)) same++;
  return { maxAbsDiff, argmaxAgreement: same / cells };
}

function best({ data, classes }: ScoreMap, cell: number, cells: number): number {
  let winner = 0;
  for (let kind = 1; kind < classes; kind++)
    if ((data[kind * cells + cell] ?? NaN) > (data[winner * cells + cell] ?? NaN)) winner = kind;
  return winner;
}
