/** @file The words for how the heat-map is looked at, in English. */

export const overlay = {
  label: "Heat-map",
  show: "Show the heat-map",
  hide: "Hide the heat-map",
  className: "Class",
  objects: "All objects",
  allClasses: "Best class",
  opacity: "Opacity",
  threshold: "Threshold",
  perClass: "own of each class",
  colorMap: "Colours",
  boxes: "Boxes",
  score: "Score",
  noScore: "No score: half a window",
  noScoreHere: "No score",
  growing: "Clear parts have no scores yet",
  overlap: "Overlap",
  overlapHint: "Boxes that share more than this are one object",
  ownLimits: "The model’s own threshold and overlap",
  scale: {
    label: "Scale",
    maximum: "Maximum of all",
    one: (ratio: string, size: string, cells: string) => `${ratio} · ${size}, ${cells} cells`,
    largestOnly: "The map lies on the disk in parts: only the largest scale is shown.",
  },
};
