/** @file What the window may ask of an analysis: the bodies of its routes. */
import { z } from "zod";
import { memory, objectSizes, scales, stride, threshold } from "../api.ts";
import { card } from "../card.ts";
import { requestedDevice } from "../devices.ts";

/** `POST /api/analyses`: the single pass; answers with a stream of events. */
export const passRequest = z.strictObject({
  image: z.string(),
  model: card.shape.id,
  stride: stride.default("native"),
  runs: z.int().min(1).max(1000).default(5),
  /** Whether a run comes before them that is not counted; without it the first run may be the network's first, and says so. */
  warmUp: z.boolean().default(true),
  device: requestedDevice.default("auto"),
  /** The model's own where it is left out. */
  threshold: threshold.optional(),
  scales: scales.optional(),
  objects: objectSizes.optional(),
  /** Bytes that one tile of the pass may need; by default a quarter of what is free, at most 1 GB. */
  memory: memory.optional(),
});

/** `POST /api/devices`: every device, tested; answers with a stream of events. `again` forgets what earlier tests gave. */
export const devicesRequest = z.strictObject({ again: z.boolean().default(false) });

/** `POST /api/analyses/:id/baseline`: the windows at the same cells; answers with a stream of events. */
export const baselineRequest = z.strictObject({
  /** Milliseconds, or everything however long it takes. */
  budget: z.union([z.number().positive(), z.literal("full")]).default(10_000),
  /** In which pass and windows take turns; as many as the pass was asked for runs where it is left out. */
  rounds: z.int().min(1).max(100).optional(),
});

/** `POST /api/analyses/:id/runs`: the pass again, for its time alone; answers with a stream of events. */
export const repetitionRequest = z.strictObject({ runs: z.int().min(1).max(1000).default(5) });

/** `POST /api/analyses/:id/devices`: the same on every device that is here and right; answers with a stream of events. */
export const comparisonRequest = z.strictObject({
  /** Timed passes of each device. */
  rounds: z.int().min(1).max(100).default(5),
  /** Milliseconds for the windows of each device. */
  budget: z.number().positive().default(3000),
});

export type PassRequest = z.infer<typeof passRequest>;
export type DevicesRequest = z.infer<typeof devicesRequest>;
export type BaselineRequest = z.infer<typeof baselineRequest>;
export type RepetitionRequest = z.infer<typeof repetitionRequest>;
export type ComparisonRequest = z.infer<typeof comparisonRequest>;
