/** @file How well a model finds what people annotated, as the command line prints it. */
import { z } from "zod";
import { notice } from "./notices.ts";

const share = z.number().min(0).max(1);
const count = z.int().nonnegative();

/** A class that is annotated; precision, recall and F1 are those at the threshold. */
export const classFigures = z.strictObject({
  label: z.string(),
  /** Annotations that count. */
  count: z.int().positive(),
  ap: share,
  /** The lowest score with which its detections count for what follows. */
  threshold: share,
  precision: share,
  recall: share,
  f1: share,
});

/** Null is what the head has no such figure for. */
export const evaluation = z.strictObject({
  /** Id of the model. */
  model: z.string(),
  /** Name of the list of images; null where all that are annotated were taken. */
  split: z.string().nullable(),
  /** Images that were evaluated. */
  images: count,
  /** The least overlap with which an object is found. */
  iou: share,
  mAP: share.nullable(),
  classes: z.array(classFigures).nullable(),
  /** Share of the objects, of any class, that the best boxes of each image cover. */
  recallAt: z.array(z.strictObject({ proposals: z.int().positive(), recall: share })).nullable(),
  /** Those of best F1, where they were asked for: the figures of the classes are at them. */
  thresholds: z.record(z.string(), share).optional(),
  /** Share of balanced windows of which the classifier itself says the right class. */
  windowAccuracy: share.nullable(),
  /** What changes the meaning of its images' results: each kind once, with how many images it concerns. */
  notices: z.array(notice),
});

export type ClassFigures = z.infer<typeof classFigures>;
export type Evaluation = z.infer<typeof evaluation>;
