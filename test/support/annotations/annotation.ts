/** @file Boxes for tests of evaluations, as short as they can be said. */
import type { LabelledDetection } from "../../../src-core/contract/analysis.ts";
import type { Annotation } from "../../../src-core/evaluation/annotation.ts";

/** A square of 10 pixels. */
export const annotated = (label: string, x: number, y = 0, more: Partial<Annotation> = {}) => ({
  label,
  x,
  y,
  width: 10,
  height: 10,
  ignored: null,
  ...more,
});

/** A square of 10 pixels. */
export const detected = (label: string, score: number, x: number, y = 0): LabelledDetection => ({
  label,
  score,
  x,
  y,
  width: 10,
  height: 10,
});
