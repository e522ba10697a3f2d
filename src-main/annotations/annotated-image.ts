/** @file Images with what people said is on them, as folders of annotations hold them. */
import { z } from "zod";
import type { UserError } from "../../src-core/contract/failure.ts";
import type { Size } from "../../src-core/size.ts";
import type { Annotation } from "../../src-core/evaluation/annotation.ts";

export const annotationFormat = z.enum(["voc", "coco"]);

export type AnnotationFormat = z.infer<typeof annotationFormat>;

export interface AnnotatedImage {
  readonly path: string;
  /** The file that says what is on it. */
  readonly source: string;
  /** The image's size as that file has it; null where it does not say. */
  readonly size: Size | null;
  /** In the order of the file, not checked against the image. */
  readonly objects: readonly Annotation[];
}

/** An image that cannot be evaluated: it, or what is said of it, is not there or is broken. */
export interface BrokenImage {
  readonly path: string;
  readonly failure: UserError;
}

export interface Annotations {
  readonly format: AnnotationFormat;
  /** Name of the list that was asked for. */
  readonly split: string | null;
  readonly images: readonly (AnnotatedImage | BrokenImage)[];
  /** Lines about what the files say more than once, or in a way that could be taken otherwise. */
  readonly notes: readonly string[];
}

export const isBroken = (image: AnnotatedImage | BrokenImage): image is BrokenImage =>
  "failure" in image;
