/** @file An analysis with round numbers: LeNet on 280×280. */
import type { Analysis } from "../../src-core/contract/analysis.ts";

export const passOnly: Analysis = {
  image: { path: "digits.png", width: 280, height: 280 },
  model: { id: "lenet", window: { width: 28, height: 28 }, classes: ["digit", "background"] },
  device: {
    engine: "onnxruntime",
    provider: "cpu",
    name: "a processor",
    requested: "auto",
    reason: "the only one",
  },
  map: { columns: 64, rows: 64, classes: 2, strideX: 4, strideY: 4 },
  cell: { width: 28, height: 28 },
  receptiveField: { width: 28, height: 28, offsetX: 0, offsetY: 0 },
  timings: {
    fcn: {
      runs: 5,
      decode: 1,
      prepare: 0,
      session: 10,
      run: { median: 12.8, min: 12, max: 14 },
      collect: 1,
      total: 14.8,
    },
  },
  flops: { fcn: 1e9 },
  peakMemory: 1e8,
  tiles: { count: 1, width: 280, height: 280, halo: 0 },
  detections: [],
  files: {},
  notices: [],
};

export const measured: Analysis = {
  ...passOnly,
  timings: {
    ...passOnly.timings,
    window: {
      positions: 4096,
      batched: {
        batch: 64,
        median: 81.92,
        min: 80,
        max: 90,
        measured: 4096,
        extrapolated: false,
      },
      single: { median: 256, min: 250, max: 260, measured: 512, extrapolated: true },
    },
  },
  flops: { fcn: 1e9, window: 5e9 },
  speedup: {
    batched: 6.4,
    single: 20,
    rounds: 5,
    range: { batched: { min: 5.4, max: 7.4 }, single: { min: 16, max: 25 } },
  },
};
