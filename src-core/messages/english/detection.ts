/** @file What is said of detections, in English. */

export const detection = {
  "detection.classes": "{count} classes",
  "detection.pnet-planes": "{classes} classes, four edges and {kinds} kinds",
  "detection.proposals-no-windows":
    "a proposal network was never a classifier of windows: it has no dense layers, and its anchors are of many sizes",
  "detection.ssd-no-windows":
    "SSD was never a classifier of windows: each of its maps looks at boxes of another size",
} as const;
