/** @file The result of one analysis, as the command line prints it and the window shows it (units: pixels, milliseconds, bytes). */
import { message } from "./message.ts";
import { z } from "zod";
import { exportName } from "./exports.ts";
import { notice } from "./notices.ts";

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();

const statistics = { median: milliseconds, min: milliseconds, max: milliseconds };

/** Time for all positions. `measured` windows were visited in each run; `extrapolated`: the rest is assumed alike. */
const baselineTime = z.strictObject({ ...statistics, measured: count, extrapolated: z.boolean() });

export const device = z.strictObject({
  engine: z.enum(["onnxruntime", "tfjs"]),
  provider: z.enum(["cpu", "webgpu", "dml", "coreml", "cuda", "tfjs"]),
  name: z.string(),
  requested: z.string(),
  reason: z.string(),
  /** The reason in codes; what was written by older versions lacks them. */
  said: message.optional(),
});

/** `exact`: unpadded, floor mode. `ceil`: exact against the true receptive field. `padded`: only approximate. */
export const equalityClass = z.enum(["exact", "ceil", "padded"]);

/** The pass against the classifier on its windows, over `checked` cells. */
export const equality = z.strictObject({
  class: equalityClass,
  reason: z.string(),
  /** The reason in codes. */
  said: message.optional(),
  checked: count,
  maxAbsDiff: z.number().nonnegative(),
  /** Share of the checked cells whose best class is the same. */
  argmaxAgreement: z.number().min(0).max(1),
});

export const detection = z.strictObject({
  label: z.string(),
  score: z.number(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  /** Points of the object, in the network's order (a face: eyes, nose, corners of the mouth). */
  landmarks: z.array(z.strictObject({ x: z.number(), y: z.number() })).optional(),
});

const length = z.number().positive();

/** Cell (r, c) stands for a window at (c·strideX, r·strideY) of the image. */
export const mapGeometry = z.strictObject({
  columns: count,
  rows: count,
  /** Numbers of a cell; its scores come first. */
  classes: count,
  strideX: length,
  strideY: length,
});

/** The window that a cell stands for; of a detector with anchors, the pixels nearest to their centres. */
export const cellSize = z.strictObject({ width: length, height: length });

/** One of the scales that an image was looked at on, and its map. */
export const scaleResult = z.strictObject({
  /** Pixels of the scaled image for each pixel of the image. */
  scale: length,
  width: count,
  height: count,
  map: mapGeometry,
  cell: cellSize,
});

/** `run` is the network alone; `total` is decode to detections with the session warm. */
export const passTimings = z.strictObject({
  runs: z.int().positive(),
  /** A single run that was the network's first: what only a first run takes is part of it. */
  first: z.literal(true).optional(),
  decode: milliseconds,
  prepare: milliseconds,
  session: milliseconds,
  run: z.strictObject(statistics),
  collect: milliseconds,
  total: milliseconds,
});

export const windowTimings = z.strictObject({
  positions: count,
  batched: baselineTime.extend({ batch: z.int().positive() }),
  single: baselineTime,
});

/** From which score on, and up to which overlap, boxes count: the model's own, or what was asked for. */
export const limits = z.strictObject({
  threshold: z.number(),
  /** By class, in place of the common one. */
  thresholds: z.record(z.string(), z.number()).optional(),
  overlap: z.number(),
});

const range = z.strictObject({ min: z.number(), max: z.number() });

/** Windows / pass: the median of the rounds in which they took turns, and the range. */
export const speedup = z.strictObject({
  batched: z.number(),
  single: z.number(),
  rounds: z.int().positive(),
  range: z.strictObject({ batched: range, single: range }),
});

/** The parts that need the pass (`fcn`), the baseline (`window`) or both are absent where a method leaves them out. */
export const analysis = z.strictObject({
  image: z.strictObject({ path: z.string(), width: count, height: count }),
  model: z.strictObject({
    id: z.string(),
    window: z.strictObject({ width: count, height: count }),
    classes: z.array(z.string()),
  }),
  device,
  /** Of the largest scale, where there are several. */
  map: mapGeometry,
  cell: cellSize,
  /** Largest first; absent where the image was looked at as it is. */
  scales: z.array(scaleResult).min(1).optional(),
  /** Null where nobody has looked into the network: a list of boxes is taken as it is given. */
  receptiveField: z
    .strictObject({
      width: z.number(),
      height: z.number(),
      offsetX: z.number(),
      offsetY: z.number(),
    })
    .nullable(),
  equality: equality.optional(),
  timings: z.strictObject({
    /** Of a large image: the one-off conversion into a tiled file, which is part of no other time. */
    convert: milliseconds.optional(),
    fcn: passTimings.optional(),
    window: windowTimings.optional(),
  }),
  speedup: speedup.optional(),
  flops: z.strictObject({ fcn: z.number().optional(), window: z.number().optional() }),
  peakMemory: count,
  tiles: z.strictObject({ count, width: count, height: count, halo: count }),
  detections: z.array(detection),
  /** Of the detections. */
  limits: limits.optional(),
  /** What each network of a cascade has left; the last one's are the detections. */
  stages: z.array(z.strictObject({ name: z.string(), detections: z.array(detection) })).optional(),
  /** Paths of what was written. */
  files: z.partialRecord(exportName, z.string()),
  /** All that changes what the result means; empty where nothing has to be told. */
  notices: z.array(notice),
});

export const method = z.enum(["fcn", "window", "both"]);

export type Analysis = z.infer<typeof analysis>;
export type Device = z.infer<typeof device>;
export type Limits = z.infer<typeof limits>;
export type Equality = z.infer<typeof equality>;
export type EqualityClass = z.infer<typeof equalityClass>;
export type LabelledDetection = z.infer<typeof detection>;
export type MapGeometry = z.infer<typeof mapGeometry>;
export type ScaleResult = z.infer<typeof scaleResult>;
export type Method = z.infer<typeof method>;
export type PassTimings = z.infer<typeof passTimings>;
export type Speedup = z.infer<typeof speedup>;
export type WindowTimings = z.infer<typeof windowTimings>;
