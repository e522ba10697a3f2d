/** @file What is said of detections, in English. */

export const detection = {
  "detection.classes": "{count} classes",
  "detection.pnet-planes": "{classes} classes, four edges and {kinds} kinds",
  "detection.proposals-no-windows":
    "a proposal network was never a classifier of windows: it has no dense layers, and its anchors are of many sizes",
  "detection.ssd-no-windows":
    "SSD was never a classifier of windows: each of its maps looks at boxes of another size",
  "detection.boxes-kept-best-ones":
    "{kept} of {of} boxes are kept, the best ones: the card allows {most}{where}",
  "detection.boxes-score-less-than":
    "boxes that score less than {lowestScore} are not kept, those from {threshold} on were asked for",
  "detection.not-sound":
    "{left} of {of} boxes from the threshold on {left#is|are} left out: {counts}: check what the card says of them (boxes, variances, anchors)",
  "detection.scores-lie-between-card":
    "the scores lie between {least} and {most}, and the card says with its activation, none, that they are probabilities: is it softmax or sigmoid?",
  "detection.objects-pixels-fill-window":
    "objects of {smallest} pixels fill the window of {width}×{height} where the image is enlarged {scale} times, at most {mostEnlarged} times are looked at: look for objects from {window} pixels on",
  "detection.objects-from-pixels-steps":
    "objects from {sizes} pixels in steps of {factor} are {count} scales, at most {mostScales} are looked at: take a smaller step, or sizes that lie closer together",
  "detection.in-each": " in each {block} pixels",
  "detection.any-size":
    " for an image of any size (proposalsPer of its card names the size that they are made for)",
  "detection.not-finite": "{count} not finite",
  "detection.swapped": "{count} with {count#its|their} corners swapped",
  "detection.empty": "{count} without a width or a height",
  "detection.outside": "{count} outside the image",
  "detection.beyond": "{count} with a corner far beyond the image",
  "detection.from-to": "{smallest} to {largest}",
  "detection.from-on": "{smallest} on",
} as const;
