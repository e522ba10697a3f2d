/** @file A classifier of windows: one vector of scores for each, whose peaks are objects. */
import { said } from "../../messages/said.ts";
import type { ClassifierHead } from "../../contract/heads.ts";
import { objectOf } from "../candidate.ts";
import { nonMaximumSuppression } from "../nms.ts";
import { mostOverlap } from "../peaks.ts";
import type { DetectionHead } from "./detection-head.ts";
import { windowSides } from "./window-sides.ts";

export function classifierHeadOf(head: ClassifierHead): DetectionHead {
  const { length } = head.classes;
  return {
    title: null,
    answerable: true,
    labels: head.classes,
    background: head.background ?? null,
    threshold: 0.5,
    overlap: mostOverlap,
    dropsLowest: false,
    cap: undefined,
    cascade: null,
    figures: { classes: "always", proposals: false, windows: true },
    planes: head.classes,
    planesInWords: said("detection.classes", { count: length }),
    range: null,
    anchored: null,
    noWindows: null,
    sides: windowSides,
    outputs: head.output === undefined ? undefined : [head.output],
    activations: [head.activation],
    // Where the network pads, the windows of the last cells reach out of the image.
    choose: (scored, overlap, image) =>
      nonMaximumSuppression(scored, overlap).flatMap((box) => objectOf(box, image)),
  };
}
