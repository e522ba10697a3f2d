/** @file The words for detections, scales and heads, in English. */
import type { Head } from "../../../src-core/contract/heads.ts";

const headKind: Record<Head["kind"], string> = {
  classifier: "Classifier of windows",
  pnet: "Proposal network of MTCNN",
  rpn: "Region proposal network",
  ssd: "Single shot detector (SSD)",
};

export const found = {
  label: "Detections",
  none: "Nothing scores this much.",
  waiting: "They come with the score map.",
  notYet: "Not known yet: the pass is still running.",
  notKnown: "Not known: the pass was not finished.",
  count: (count: string) => `${count} found`,
  /** Of a class that is shown alone. */
  countOf: (count: string, total: string) => `${count} of ${total}`,
  list: "Detections, best first",
  listKeys: "Arrow keys select and zoom in, Enter zooms again",
  allClasses: "All classes",
  only: "Class that is shown",
  size: (width: string, height: string) => `${width} × ${height} px`,
  perClass: (list: string) =>
    `Each class counts from its own threshold on: ${list}. Moving the slider sets one for all.`,
  some: (shown: string, count: string) =>
    `There are ${count} boxes from this score on; the best ${shown} of them are chosen among.`,
  counts: "Counts by class",
  columns: ["Class", "Count", "Share"] as readonly [string, string, string],
  copyCounts: "Copy the counts as a table",
  overlap: "Overlap",
  overlapHint: "Boxes that share more than this are one object",
  own: "The model’s own threshold and overlap",
  stages: "Networks of the cascade",
  stageHint: (name: string, count: string) => `What ${name} has left: ${count} boxes`,
  scale: {
    label: "Scale",
    maximum: "Maximum of all",
    one: (ratio: string, size: string, cells: string) => `${ratio} · ${size}, ${cells} cells`,
    largestOnly: "The map lies on the disk in parts: only the largest scale is shown.",
    cells: (scales: string, cells: string) => `${scales} scales, ${cells} cells`,
  },
  scales: {
    label: "Scales",
    summary: (count: string, largest: string, smallest: string) =>
      count === "1" ? `${largest} alone` : `${count}, from ${largest} to ${smallest}`,
    whole: "as it is",
    way: "How the scales are chosen",
    own: "The model’s own",
    objects: "By the size of objects",
    list: "As a list",
    smallest: "Smallest",
    largest: "Largest",
    open: "no end",
    factors: "Factors",
    factorsHint: "1, 1/2, 0.25",
    run: "Run on these scales",
    wrongSizes: "Sizes are numbers above 0, the smaller one first.",
    wrongFactors: "Factors are 1 to 32 numbers above 0 and up to 8.",
    fixed: "The network sees images of one size alone: others are scaled into it.",
  },
  noTwin: {
    chip: "no dense twin",
    hint: "There are no windows that the pass could be compared with.",
    rpn: "A region proposal network was never a classifier of windows: each of its cells looks at an area far larger than the boxes around it, and tells how they are to be moved. So there are no windows to run one by one, and the pass stands here for itself.",
    ssd: "An SSD was never a classifier of windows: it was trained as a whole, and each of its maps looks at boxes of another size. So there are no windows to run one by one, and the pass stands here for itself.",
    probe: "No dense twin: only the pass has scores here.",
  },
  head: {
    label: "Head",
    kind: headKind,
    cascade: (count: string) => `Cascade of ${count} networks (MTCNN)`,
    anchors: "Anchors by level",
    level: (stride: string) => `stride ${stride}`,
    pixels: "Sides in pixels of the network’s image",
    strides: "Strides",
  },
};
