/** @file Many images in one go: what the window may ask of the host about a batch, and what comes back. */
import { z } from "zod";
import { memory, objectSizes, scales, stride, threshold } from "./api.ts";
import { requestedDevice } from "./devices.ts";
import { card } from "./card.ts";
import { exportName } from "./exports.ts";
import { failure } from "./failure.ts";
import { notice } from "./notices.ts";

const count = z.int().nonnegative();

/**
 * `collecting`: files are being added, nothing has run yet. `paused`: what is running ends, nothing new starts.
 * `stopped`: nothing runs; what was running waits again. `done`: every item is done or failed.
 */
export const batchStatus = z.enum(["collecting", "running", "paused", "stopped", "done"]);

/** What is left out is the model's own: a threshold may then be one for each class. */
const limits = {
  threshold: threshold.optional(),
  /** Most overlap of two boxes. */
  overlap: threshold.optional(),
  scales: scales.optional(),
  objects: objectSizes.optional(),
};

/** `POST /api/batches` → the state of the new batch. */
export const batchRequest = z.strictObject({
  /** What the user calls it. */
  name: z.string().trim().min(1).max(200),
  model: card.shape.id,
  stride: stride.default("native"),
  ...limits,
  exports: z.array(exportName).default([]),
  memory: memory.optional(),
  device: requestedDevice.default("auto"),
});

/**
 * `GET /api/batches` → all that are kept, newest first; also the answer of `POST /api/batches/:id/{start,pause,resume,stop,retry}`.
 * After a crash an unfinished batch is `stopped`, and `start` goes on with it.
 */
export const batchState = z.strictObject({
  id: z.string(),
  name: z.string(),
  status: batchStatus,
  total: count,
  /** Items that are done; `done + failed` of `total` never goes backwards while it runs, unless failed ones are tried again. */
  done: count,
  failed: count,
  /** Files that were not taken: no images by their ending, hidden, or written by this app. */
  skipped: count,
  /** Milliseconds, or null while too little is done to tell; pauses do not count. */
  timeLeft: z.number().nonnegative().nullable(),
  /** Images per second of running time, of late. */
  rate: z.number().nonnegative().nullable(),
  model: card.shape.id,
  stride,
  ...limits,
  exports: z.array(exportName),
  /** Absolute path of the results, to be shown. */
  folder: z.string(),
  /** Why it paused by itself (the disk is full, say), until it goes on. */
  message: failure.nullable(),
});

export const batchItemStatus = z.enum(["waiting", "running", "done", "failed"]);

/** A row of the table. What is known only once an item is done is null before. */
export const batchItem = z.strictObject({
  /** From 0; it stays the same as long as the batch is kept. */
  index: count,
  /** The file's name, after the folders it was added with and slashes; shown as it is. */
  name: z.string(),
  status: batchItemStatus,
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  /** Number of detections. */
  count: count.nullable(),
  /** Label and score of the best detection; null where there is none. */
  top: z.string().nullable(),
  score: z.number().nullable(),
  /** Milliseconds of the network alone. */
  time: z.number().nonnegative().nullable(),
  failure: failure.nullable(),
  /** What changes the meaning of its result; empty before it is done, and where nothing has to be told. */
  notices: z.array(notice),
});

/** Of `POST /api/batches/:id/files?name=<relative/path>` (the file's bytes) and `POST /api/batches/:id/path` (desktop only). */
export const batchAdded = z.strictObject({
  added: count,
  skipped: count,
  /** Subfolders that could not be read, in words. */
  problems: z.array(z.string()),
});

/** Most items that one line of the stream carries. */
export const batchPage = 250;

/**
 * `GET /api/batches/:id/events` (NDJSON): the state, all items in pages, then `state` and `items` (those that changed) as they
 * change. Whoever connects late gets everything. Items are whole rows: a row replaces the one with the same index.
 */
export const batchEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("state"), state: batchState }),
  z.strictObject({ type: z.literal("items"), items: z.array(batchItem).max(batchPage) }),
  /** A sign of life. */
  z.strictObject({ type: z.literal("alive") }),
  /** The batch was deleted: the stream ends. */
  z.strictObject({ type: z.literal("forgotten") }),
]);

/*
 * `GET    /api/batches/:id/table`                  → CSV, a line per image
 * `GET    /api/batches/:id/items/:index/thumbnail` → WebP; 404 until the item is done
 * `POST   /api/batches/:id/items/:index/open`      → openedImage
 * `DELETE /api/batches/:id[?results=1]`            → 204; uploads go, results only where they are asked for
 */

export type BatchStatus = z.infer<typeof batchStatus>;
export type BatchLimits = Pick<BatchRequest, keyof typeof limits>;
export type BatchRequest = z.infer<typeof batchRequest>;
export type BatchState = z.infer<typeof batchState>;
export type BatchItemStatus = z.infer<typeof batchItemStatus>;
export type BatchItem = z.infer<typeof batchItem>;
export type BatchAdded = z.infer<typeof batchAdded>;
export type BatchEvent = z.infer<typeof batchEvent>;
