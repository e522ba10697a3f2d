/** @file What is said of passes, windows and their comparison, in English. */

export const analysis = {
  "analysis.differs":
    "differs by {difference:power}, more than rounding explains, although nothing in its graph says why: it is not called equal",
  "analysis.please-report": "please report the file",
  "analysis.not-called-equal": "it is not called equal: {why}",
  "analysis.no-score-compared": "no score could be compared",
  "analysis.one-way-alone":
    "one way alone gives NaN or infinity at {differing} of {cells} {cells#cell|cells}, where numbers overflow",
  "analysis.network-itself":
    "the network itself gives {what} at {count} of {cells} {cells#cell|cells}, in both ways alike",
  "analysis.infinity": "infinity",
  "analysis.nan": "NaN",
  "analysis.nan-or-infinity": "NaN or infinity",
  "analysis.no-window-lies-inside": "{path}: no window lies inside the image",
  "analysis.cell-lies-outside-map":
    "cell ({row}, {column}) lies outside the map of {rows} rows × {columns} columns",
  "analysis.windows-were-run-batches":
    "the windows were run in batches of {batch}, and of no other size: {why}",
  "analysis.no-window-room-images":
    "no window of {models} has room in images of {sizes} pixels: take larger --sizes",
  "analysis.no-dense-twin-compare":
    "{models}: has no dense twin to compare its pass with: name a model of windows",
  "analysis.none-classes-one-model":
    "{folder}: none of its classes is one of the model's: annotated are {what}; the model has {labels}",
  "analysis.machine-slept-app-was":
    "the machine slept, or the app was held, for {seconds} s while this ran: its times may hold that: run it again to compare them",
  "analysis.pass-over-finished-run": "{path}: the pass over it is not finished: run it again",
  "analysis.scores-windows-need-most":
    "{path}: the scores of {count} windows need {bytes:bytes}, at most {largestFilled:bytes} are held: take the single pass, or both",
  "analysis.score-map-needs-room": "{path}: its score map needs room: {why} (FULLCONV_CACHE)",
  "analysis.comparison-tiles-pass-were":
    "in the comparison {run} of the {all} tiles of the pass were run again in each round, drawn at random, for all would take longer than their budget: the ratio is that of these tiles, the time of the pass that of its own whole run",
  "analysis.there-enough-memory-network":
    "{path}: there is not enough memory for the network on {width}×{height} pixels, its one size: close other programs",
  "analysis.there-enough-memory-network-2":
    "{path}: there is not enough memory for the network on one window: close other programs",
  "analysis.looked-whole-tiles": "{path}: is looked at whole, not in tiles",
  "analysis.score-map-no-longer": "this score map is no longer there: run it again",
  "analysis.network-gives-nan-infinity":
    "the network gives NaN or infinity at {odd} of {all} cells: no object is found by such a score",
  "analysis.failed-cpu-went-from": "{id} failed, the CPU went on from there: {failure}",
  "analysis.device-unknown-choose-one": "device {requested} is unknown: choose one of {options}",
  "analysis.used-use-another-device":
    "{id} is not used for {model}: {refused}: use another --device",
  "analysis.device-cannot-used-use": "device {wanted} cannot be used ({reasons}): use --device cpu",
  "analysis.no-scale": "{path}: has no scale",
  "analysis.model-changed-since-was":
    "model {model}: its {what} has changed since this was begun: begin anew with the model as it is, or put back the one that it was",
  "analysis.overhang":
    "{all} for windows that reach out of the image, by up to {by} {by#pixel|pixels}{at}, where the network pads: they are compared with nothing, the {map} cells inside are; boxes end at the image's border",
  "analysis.scales-image-largest-megapixels":
    "{scales} scales of the image of {width}×{height}, the largest {width2}×{height2}, have {pixels} megapixels together, at most {most} are looked at: take smaller scales (--scales), or look for larger objects (--objects)",
  "analysis.scale-left-out":
    "scale {factors} is left out: at {at} the image is {size}, smaller than the window {least}",
  "analysis.objects-above-pixels-looked":
    "objects above {covered} pixels are not looked for, up to {largest} were asked for: on a smaller scale the image of {width}×{height} has no room for a window",
  "analysis.network-sees-images-alone":
    "the network sees images of {width}×{height} alone, others are scaled into it: leave the scales out",
  "analysis.objects-pixels-smallest-looked":
    "objects of {smallest} pixels, the smallest that are looked for, do not fit into the image of {width}×{height}: look for smaller ones (--objects), or on scales of your own (--scales)",
  "analysis.window-larger-than-image":
    "window {width}×{height} is larger than the image {width2}×{height2}{at}: pad, upscale, or choose a smaller model",
  "analysis.window-larger-than-image-2":
    "window {width}×{height} is larger than the image {width2}×{height2}: pad, upscale, or choose a smaller model",
  "analysis.score-map-too-large": "{path}: its score map is too large to be held: read it in parts",
  "analysis.scale-there-image-them": "scale {index} is not there: the image has {subjects} of them",
  "analysis.scales-left-out":
    "scales {factors} are left out: at {at} the image is {size}, smaller than the window {least}",
  "analysis.cells-of-map": "{cells} of the {map} cells stand",
  "analysis.cells-of-scales": "{cells} cells of {count} scales stand",
  "analysis.at-scale": " at scale {scale}",
  "analysis.batch-differs":
    "of several windows at once the network gives other scores than of each alone",
  "analysis.batch-refused": "the network does not compute several windows at once ({why})",
  "analysis.card": "card",
  "analysis.file": "file",
} as const;
