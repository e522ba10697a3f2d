/** @file An image with the model that looks at it: what every analysis begins with. */
import { said } from "../../../src-core/messages/said.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import type { TilePlan } from "../../../src-core/tiling/plan.ts";
import type { ImageFacts, Raster } from "../../image/raster.ts";
import type { ModelMark } from "../models/files/model-identity.ts";
import type { LoadedModel } from "../models/model.ts";
import type { ModelRequest } from "../models/library.ts";
import type { Grid } from "../windows/grid.ts";
import type { OpenImage } from "./image-cache.ts";
import type { Scale, ScaleOptions } from "./scales.ts";

/** An image and a model: all that a request needs to carry. */
export interface SubjectRequest extends ModelRequest, ScaleOptions {
  readonly path: string;
  /** What model and image must still be: what is found by two that are called alike must not stand beside each other. */
  readonly mark?: (ModelMark & Partial<Mark>) | undefined;
  /** Bytes that one tile of the pass may need; chosen by what is free where it is left out. */
  readonly memory?: number | undefined;
  /** Where it runs: that is part of what is computed only where it is in half precision. */
  readonly device?: string | undefined;
  /** Whose scores are meant: those of the pass where it is left out. */
  readonly scoresOf?: ScoresOf | undefined;
}

/** The pass, or the classifier on every window. One is never taken for the other: only measuring says that they agree. */
export type ScoresOf = "pass" | "windows";

/** What a result is of, more closely than by names and paths. */
export interface Mark extends ModelMark {
  /** Version of the image's file. */
  readonly image: string;
}

/** One scale of an image, and a model. */
export interface Subject extends Omit<OpenImage, "key"> {
  readonly path: string;
  readonly model: LoadedModel;
  /** The image itself, and its pixels; `facts` and `raster` are what the network sees of it. */
  readonly image: ImageFacts;
  readonly pixels: Raster;
  readonly scale: Scale;
  /** Cells of the score map. */
  readonly grid: Grid;
  /** In cells of a detector's coarsest map, else in those of the score map. */
  readonly plan: TilePlan;
  /** Cells of the score map along one of the plan's. */
  readonly finer: number;
  /** Milliseconds of planning cells and tiles. The pixels' own preparation is part of the network. */
  readonly prepareTime: number;
  readonly isHalf: boolean;
  readonly mark: Mark;
  readonly scoresOf: ScoresOf;
  /** What is known to be told of the image before anything has run; the first scale has it. */
  readonly notices: readonly Notice[];
  /** The same for the same file content, scale, model, precision, and whose scores are meant. */
  readonly key: string;
  /** The same for all scales of an image that were asked for together. */
  readonly family: string;
}

/** An image on all its scales, largest first. */
export type Subjects = readonly [Subject, ...Subject[]];

/** @throws UserError where there are fewer scales */
export function scaleAt(subjects: Subjects, index: number): Subject {
  const subject = subjects[index];
  if (subject) return subject;
  throw new UserError(
    "not-found",
    said("analysis.scale-there-image-them", { index: index, subjects: subjects.length }),
  );
}
