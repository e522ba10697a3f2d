/** @file The app's api: what the window may ask of the host, and what comes back. */
import { message as saidMessage } from "./message.ts";
import { z } from "zod";
import { boxFaults } from "./box-faults.ts";
import { analysis, detection, equalityClass } from "./analysis.ts";
import { deviceFigures } from "./benchmark.ts";
import { card } from "./card.ts";
import { offer, windowCommand } from "./desktop.ts";
import { deviceReport } from "./devices.ts";
import { cellDifferences } from "./lesson/differences.ts";
import { namedDraft } from "./drafts.ts";
import { window } from "./examined.ts";
import { failure } from "./failure.ts";
import { stateNotice } from "./state.ts";

/** An image that the host holds; the window never learns its path. */
export const openedImage = z.strictObject({
  id: z.string(),
  name: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Pages of the file (not the levels of a pyramid); the first one is opened. */
  pages: z.int().positive(),
  /**
   * Null: the window fetches the image whole. Large images are looked at in square tiles once they are prepared: level 0
   * is the image itself, each further level half as large (rounded up); the last one fits into one tile.
   */
  pyramid: z.strictObject({ tile: z.int().positive(), levels: z.int().positive() }).nullable(),
});

/** `GET /api/models`: the models that can be chosen, each with what the surgery found out about it. */
export const modelSummary = card.extend({
  sample: z.boolean(),
  strideX: z.int().positive(),
  strideY: z.int().positive(),
  /** Null where nobody has looked into the network, like its parameters: a list of boxes is taken as it is given. */
  equality: z
    .strictObject({ class: equalityClass, reason: z.string(), said: saidMessage.optional() })
    .nullable(),
  parameters: z.int().nonnegative().nullable(),
  bytes: z.int().positive(),
  /** Whether it is one of the user's own, which can be removed. */
  own: z.boolean(),
  /** The window against which a network with ceil-mode pools is exact. */
  exactWindow: window.nullable(),
});

/** `GET /api/models/damaged`: models of the user's own that cannot be used, and why; they can be removed. */
export const damagedModel = z.strictObject({
  id: z.string(),
  message: z.string(),
  /** The message in codes. */
  said: saidMessage.optional(),
});

/** `POST /api/images/sample`: opens the sample image of a model. */
export const sampleRequest = z.strictObject({ model: card.shape.id });

/** `POST /api/images/path`: desktop only, with the preload's key; answers like an upload. */
export const pathRequest = z.strictObject({ path: z.string().min(1) });

export const threshold = z.number().min(0).max(1);

/** Distance of cells: the network's own, or a cell for every pixel (à trous). */
export const stride = z.union([z.literal("native"), z.literal(1)]);

/** Memory budget of one tile, in bytes. */
export const memory = z.int().min(16 * 2 ** 20);

/**
 * A score map that is too large to be fetched whole is looked at in square tiles of `tile` × `tile` cells (fewer at the right
 * and lower border). Level 0 are the map's cells; a cell of level L is the highest score of 2^L × 2^L of them.
 */
export const heatLayer = z.strictObject({
  tile: z.int().positive(),
  levels: z.int().positive(),
});

/** A part of a score map, in cells of level 0. */
export const cellArea = z.strictObject({
  row: z.int().nonnegative(),
  column: z.int().nonnegative(),
  rows: z.int().positive(),
  columns: z.int().positive(),
});

/** Which scores a heat-map shows: one class, or the best of all that are an object. */
export const shownClass = z.union([z.literal("objects"), z.int().nonnegative()]);

/** `GET /api/images/:id/region?x=&y=&width=&height=`: pixels of the image. */
export const region = z.strictObject({
  x: z.int().nonnegative(),
  y: z.int().nonnegative(),
  width: z.int().positive(),
  height: z.int().positive(),
});

/** Lowest and highest score of a map so far. */
export const scoreRange = z.strictObject({ low: z.number(), high: z.number() });

/** Scales that an image is looked at on. */
export const scales = z.array(z.number().gt(0).max(8)).min(1).max(32);

/** Sides of the smallest and the largest object wanted, in pixels: the scales follow from them. */
export const objectSizes = z
  .strictObject({ smallest: z.number().positive(), largest: z.number().positive().optional() })
  .refine(({ smallest, largest = smallest }) => largest >= smallest, {
    message: "the largest object is smaller than the smallest",
  });

/** What a job is at. `done` of `total` never goes backwards within a phase. */
export const progress = z.strictObject({
  phase: z.enum([
    "convert",
    "decode",
    "device",
    "session",
    "pass",
    "repeat",
    "collect",
    "batch-size",
    "compare",
    "batched",
    "turns",
    "export",
  ]),
  done: z.number().nonnegative(),
  total: z.number().nonnegative(),
});

const box = { x: z.number(), y: z.number(), width: z.number(), height: z.number() };

/** A box before it is decided whether it counts. */
export const candidate = z.strictObject({
  ...box,
  score: z.number(),
  classIndex: z.int().nonnegative(),
  scale: z.int().nonnegative(),
  object: z.strictObject(box).optional(),
  landmarks: detection.shape.landmarks,
});

/** What a job tells besides its progress. */
export const jobUpdate = z.discriminatedUnion("type", [
  /** These cells of the score map are there, on all levels. */
  z.strictObject({ type: z.literal("cells"), area: cellArea, range: scoreRange }),
  /**
   * One more tile of the image is done, and these boxes in it score enough to be chosen among, the best of them. None is told twice; at a
   * tile's border they may differ from those of the result. Only of what is looked at on one scale by one network.
   */
  z.strictObject({
    type: z.literal("found"),
    /** Of one tile, the best of them. */
    boxes: z.array(candidate),
    /** How many there are in it. */
    count: z.int().nonnegative(),
  }),
  /** The device failed in the middle of it: the work goes on on the CPU from where it was. */
  z.strictObject({
    type: z.literal("device-failed"),
    reason: z.string(),
    said: saidMessage.optional(),
  }),
  /** Memory ran out: the work goes on in smaller tiles of at most this many pixels. */
  z.strictObject({
    type: z.literal("shrunk"),
    width: z.int().positive(),
    height: z.int().positive(),
  }),
]);

/** One line of a job's stream (NDJSON). It ends with `result`, `devices`, `compared`, `differences` or `failed`; the map can be fetched from `map` on. */
export const jobEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("started"), job: z.string() }),
  z.strictObject({ type: z.literal("progress"), progress }),
  /** A large image is ready to be looked at. */
  z.strictObject({ type: z.literal("prepared") }),
  /** With a layer, its cells come part by part; without, the whole map is there. */
  z.strictObject({
    type: z.literal("map"),
    analysis: z.string(),
    result: analysis,
    layer: heatLayer.nullable(),
  }),
  ...jobUpdate.options,
  z.strictObject({ type: z.literal("devices"), devices: z.array(deviceReport) }),
  z.strictObject({ type: z.literal("differences"), differences: cellDifferences }),
  z.strictObject({ type: z.literal("compared"), devices: z.array(deviceFigures) }),
  z.strictObject({ type: z.literal("result"), analysis: z.string(), result: analysis }),
  z.strictObject({ type: z.literal("failed"), error: failure }),
]);

/** Which of an image's scales is meant; 0 is the largest. Of `…/map`, `…/heat/…` and `…/cells/…`. */
export const scaleIndex = z.int().min(0).max(1000);

/** `GET /api/analyses/:id/detections?threshold=0.5&overlap=0.4`; what is left out is the model's own. */
export const detections = analysis.shape.detections;

// `GET /api/analyses/:id/exports/csv?threshold=0.5&overlap=0.4`: one file. Where either is named, boxes are found anew at these
// limits (the model's own in place of the other); where neither is, the file holds those of the analysis.

/**
 * `GET /api/analyses/:id/candidates?floor=0.1`: boxes that score at least so much, before any is pushed aside by another,
 * best first; `count` are there, of which the best are told.
 */
export const candidates = z.strictObject({
  count: z.int().nonnegative(),
  boxes: z.array(candidate),
  /** What scores as much and is no box. */
  faulty: z
    .array(
      z.strictObject({
        score: z.number(),
        classIndex: z.int().nonnegative(),
        fault: z.enum(boxFaults),
      }),
    )
    .optional(),
});

/** `GET /api/analyses/:id/cells/:row/:column`: one cell's scores, from the pass and from the classifier on its window. */
export const cellScores = z.strictObject({
  row: z.int().nonnegative(),
  column: z.int().nonnegative(),
  /** Null: NaN or infinite. */
  pass: z.array(z.number().nullable()),
  /** Null in the last cells of a network that pads, whose windows stand out of the image. */
  window: z.array(z.number().nullable()).nullable(),
  /** Of the scores that are numbers in both; null where there is none. */
  maxAbsDiff: z.number().nonnegative().nullable(),
});

/** `GET /api/events` (NDJSON): what the host's menu asks the window to do, and a sign of life. */
export const hostEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("opened"), image: openedImage }),
  /** `leftOut`: names of files that there was no room for. */
  z.strictObject({
    type: z.literal("drafted"),
    draft: namedDraft,
    leftOut: z.array(z.string()).optional(),
  }),
  /** Files and folders for a batch. */
  z.strictObject({ type: z.literal("offered"), offers: z.array(offer) }),
  z.strictObject({ type: z.literal("command"), command: windowCommand }),
  z.strictObject({ type: z.literal("failed"), error: failure }),
  /** A file that is kept for the user is not what it should be. */
  z.strictObject({ type: z.literal("state"), notice: stateNotice }),
  /** Something ended unexpectedly: `GET /api/reports` has a new one. */
  z.strictObject({ type: z.literal("reports") }),
  z.strictObject({ type: z.literal("alive") }),
]);

/** Every answer that is no success. */
export const errorResponse = z.strictObject({ error: failure });

export type OpenedImage = z.infer<typeof openedImage>;
export type ModelSummary = z.infer<typeof modelSummary>;
export type DamagedModel = z.infer<typeof damagedModel>;
export type Candidates = z.infer<typeof candidates>;
export type Stride = z.infer<typeof stride>;
export type ObjectSizes = z.infer<typeof objectSizes>;
export type CellArea = z.infer<typeof cellArea>;
export type HeatLayer = z.infer<typeof heatLayer>;
export type JobUpdate = z.infer<typeof jobUpdate>;
export type ScoreRange = z.infer<typeof scoreRange>;
export type Progress = z.infer<typeof progress>;
export type JobEvent = z.infer<typeof jobEvent>;
export type CellScores = z.infer<typeof cellScores>;
export type HostEvent = z.infer<typeof hostEvent>;
