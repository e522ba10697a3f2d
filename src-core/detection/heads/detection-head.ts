/** @file What a head is to everyone who asks: how the outputs of its network become detections. */
import type { Message } from "../../messages/template.ts";
import type { AnchoredHead, PnetHead, StageCard } from "../../contract/heads.ts";
import type { Size } from "../../size.ts";
import type { Candidate } from "../candidate.ts";

/** Which figures an evaluation has of it. */
export interface EvaluationFigures {
  /** Average precision and the like of each class: always, never, or where its labels are annotated. */
  readonly classes: "always" | "where-annotated" | "never";
  /** Recall of its best boxes, whatever their class. */
  readonly proposals: boolean;
  /** How often the classifier is right on single windows. */
  readonly windows: boolean;
}

/** Further networks that look at what the first one finds. */
export interface Cascade {
  readonly head: PnetHead;
  readonly stages: readonly [StageCard, ...StageCard[]];
}

/** One card's head. A kind of head is a function that makes it: see `head-of.ts`. */
export interface DetectionHead {
  /** What the field calls it; null for a plain classifier. */
  readonly title: string | null;
  /** Whether such a head is made of what a user says of a file: window and output may be asked for. */
  readonly answerable: boolean;
  /** What the classes of its candidates are called. */
  readonly labels: readonly string[];
  /** Index of the label that means "nothing here"; null where there is none. */
  readonly background: number | null;
  /** The lowest score that it is made for; of a cascade that of its last network. */
  readonly threshold: number;
  /** Most overlap of two boxes that it is made for; of a cascade that of its last network. */
  readonly overlap: number;
  /** Whether boxes that score next to nothing are dropped before anybody chooses among them. */
  readonly dropsLowest: boolean;
  /** Most boxes, and the size of image that has so many; null where it does not say. Undefined where it allows any number. */
  readonly cap: { readonly most: number; readonly size: Size | "input" | null } | undefined;
  readonly cascade: Cascade | null;
  readonly figures: EvaluationFigures;

  /** What the numbers of a cell of its map are called. */
  readonly planes: readonly string[];
  /** The same in words, for an error. */
  readonly planesInWords: Message;
  /** Range of the map's numbers; null where it is whatever the network gives. */
  readonly range: { readonly low: number; readonly high: number } | null;
  /** Anchors around each cell; null where a cell is a window of the classifier. */
  readonly anchored: AnchoredHead | null;
  /** Why there is no dense classifier of windows to set beside a pass; null where there is one. */
  readonly noWindows: Message | null;
  /** Sides of the smallest and the largest object that it sees at once, in pixels of what it is shown. @param window its input */
  readonly sides: (window: Size) => readonly [smallest: number, largest: number];

  /** Outputs that a window's network is cut at; undefined: its first one. */
  readonly outputs: readonly string[] | undefined;
  /** What is applied to each of them; null for maps of anchors, each read by itself. */
  readonly activations: readonly AnchoredHead["activation"][] | null;

  /**
   * Those among the candidates that are objects.
   * @param scored those that score enough for their class, best first: of equal scores the first one stays
   * @param image boxes end where it does
   */
  readonly choose: (scored: readonly Candidate[], overlap: number, image: Size) => Candidate[];
}
