/** @file What `fullconv bench` measures (milliseconds; ratios above 1 say that the first takes longer). */
import { z } from "zod";
import { device, equality } from "./analysis.ts";
import { deviceReport } from "./devices.ts";

const statistics = z.strictObject({ median: z.number(), min: z.number(), max: z.number() });

/** One network on one image on one device. */
export const deviceFigures = z.strictObject({
  width: z.int().positive(),
  height: z.int().positive(),
  /** As it was asked for; `used` is what ran. */
  device: z.string(),
  used: device,
  pass: statistics,
  rounds: z.int().positive(),
  /** Every window in batches, on the same device. */
  batched: statistics.extend({ batch: z.int().positive(), extrapolated: z.boolean() }),
  /** Pass and windows of this device. */
  equality,
  /**
   * Largest difference of the pass from the CPU's, and the share of cells with the same best class; null for a map that is
   * too large to be held.
   */
  againstCpu: z.strictObject({ maxAbsDiff: z.number(), argmaxAgreement: z.number() }).nullable(),
});

export const benchmarkRow = deviceFigures.extend({
  model: z.string(),
  /** The converted file from floats to logits on the CPU, in turns with the pass. */
  bare: statistics,
  /** Arithmetic of the pass per second, as a share of the processor's own matrix product. */
  peakShare: z.number(),
  ratios: z.strictObject({
    /** Pass / bare ONNX Runtime. */
    bare: statistics,
    /** Windows in batches / pass, of rounds in which they took turns. */
    batched: statistics,
    /** TensorFlow.js / pass; null where that was not measured. */
    tensorflow: z.number().nullable(),
  }),
});

export const benchmark = z.strictObject({
  machine: z.strictObject({
    cpu: z.string(),
    cores: z.int().positive(),
    memory: z.number(),
    system: z.string(),
    versions: z.array(z.string()),
    /** Processes that ran or waited, on average over the minute before. */
    load: z.number(),
  }),
  /** Of square matrices in single precision, the fastest of three sizes, in 10⁹ operations a second. */
  matrixProduct: statistics.extend({ side: z.int().positive() }),
  devices: z.array(deviceReport),
  rows: z.array(benchmarkRow),
});

export type DeviceFigures = z.infer<typeof deviceFigures>;
export type Benchmark = z.infer<typeof benchmark>;
export type BenchmarkRow = z.infer<typeof benchmarkRow>;
