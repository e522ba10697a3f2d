/** @file An analysed image as the exports take it, without an engine. */
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { ClassifierHead } from "../../src-core/contract/heads.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { Exportable } from "../../src-main/output/exports.ts";
import { heldScores } from "../../src-main/output/held-scores.ts";
import { randomRaster } from "./images/raster.ts";
import { randomMap } from "./maps/score-map.ts";

const classes = ["7", "=SUM(A1)", 'a "b", c', "背景"];

export const exampleHead: ClassifierHead = {
  kind: "classifier",
  classes: [...classes],
  background: 3,
  activation: "softmax",
};

export const exampleResult: Analysis = {
  image: { path: "scans/<a> & b.png", width: 120, height: 90 },
  model: { id: "lenet-digits", window: { width: 28, height: 20 }, classes: [...classes] },
  device: {
    engine: "onnxruntime",
    provider: "cpu",
    name: "A <CPU>",
    requested: "auto",
    reason: "only",
  },
  map: { columns: 24, rows: 36, classes: 4, strideX: 4, strideY: 2 },
  cell: { width: 28, height: 20 },
  receptiveField: { width: 28, height: 20, offsetX: 0, offsetY: 0 },
  equality: {
    class: "exact",
    reason: "no padding",
    checked: 864,
    maxAbsDiff: 5e-7,
    argmaxAgreement: 1,
  },
  timings: {
    fcn: {
      runs: 5,
      decode: 1.1,
      prepare: 0.4,
      session: 12,
      collect: 0.3,
      total: 5.2,
      run: { median: 3, min: 2.9, max: 3.3 },
    },
    window: {
      positions: 864,
      batched: { batch: 64, median: 80, min: 79, max: 84, measured: 864, extrapolated: false },
      single: { median: 300, min: 290, max: 320, measured: 512, extrapolated: true },
    },
  },
  speedup: {
    batched: 26.7,
    single: 100,
    rounds: 5,
    range: { batched: { min: 25.7, max: 27.7 }, single: { min: 96, max: 105 } },
  },
  flops: { fcn: 445e6, window: 21e8 },
  peakMemory: 180e6,
  tiles: { count: 1, width: 120, height: 90, halo: 24 },
  detections: [
    { label: "7", score: 0.998, x: 28, y: 56, width: 28, height: 20 },
    { label: "=SUM(A1)", score: 0.5, x: 0, y: 0, width: 28, height: 20 },
    { label: 'a "b", c', score: 0.75, x: 92, y: 70, width: 28, height: 20 },
  ],
  files: {},
  notices: [],
};

export function exportable(map: ScoreMap = randomMap(4, 36, 24)): Exportable {
  return {
    result: exampleResult,
    head: exampleHead,
    raster: randomRaster(120, 90, 3),
    scores: heldScores(map),
  };
}
