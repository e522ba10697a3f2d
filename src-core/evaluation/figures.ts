/** @file Which figures a head has, and from which scores on they are computed. */

export type HeadKind = "classifier" | "pnet" | "rpn" | "ssd";

export interface Figures {
  /** Average precision and the like of each class: always, never, or where its labels are annotated. */
  readonly classes: "always" | "where-annotated" | "never";
  /** Recall of its best boxes, whatever their class. */
  readonly proposals: boolean;
  /** How often the classifier is right on single windows. */
  readonly windows: boolean;
}

const figures: Record<HeadKind, Figures> = {
  classifier: { classes: "always", proposals: false, windows: true },
  pnet: { classes: "where-annotated", proposals: true, windows: false },
  rpn: { classes: "never", proposals: true, windows: false },
  ssd: { classes: "always", proposals: false, windows: false },
};

export const figuresOf = (kind: HeadKind): Figures => figures[kind];

/** The lowest score that is asked for. Average precision is of all detections, but those below change nothing that can be seen. */
export const lowestEvaluated = 0.01;
