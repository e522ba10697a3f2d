/**
 * @file The rooms of the house, floor by floor, the top floor first: a room imports from its own floor and from those below it,
 * never from one above. A name that ends in .ts is a single file; "*" stands for all files that are not named. A folder is named.
 */
export const floors = {
  /** What tests, measures and builds imports the product, never the other way round. The tests test the check of the house. */
  ".": [
    ["*"],
    ["scripts", "models", "dist"],
    ["bench"],
    ["test"],
    ["scripts/guide", "scripts/house", "scripts/licenses", "scripts/package"],
    ["src-main", "src-renderer"],
    ["src-core"],
  ],
  "src-core": [
    ["import", "tiling", "evaluation"],
    ["network", "detection", "equivalence"],
    ["contract", "overlay"],
    ["messages"],
    ["*"],
  ],
  "src-core/contract": [["requests"], ["*", "lesson", "results", "home"]],
  "src-core/network": [
    ["pipeline"],
    ["properties"],
    ["surgery"],
    ["operators"],
    ["folding"],
    ["graph"],
    ["geometry", "ndarray", "metadata", "reading", "boxes"],
    ["onnx"],
    ["schema"],
  ],
  "src-main": [
    ["desktop", "server", "cli"],
    ["api"],
    ["batch"],
    ["worker"],
    ["analysis"],
    ["output", "annotations", "diagnostics"],
    ["engine", "image"],
    ["log"],
    ["files"],
    ["*"],
  ],
  "src-main/image": [["drawing"], ["tiled", "resample"], ["*", "declared", "whole"]],
  "src-main/analysis": [
    ["benchmark"],
    ["workbench.ts", "pictures.ts"],
    ["analyst.ts"],
    ["evaluation", "baseline"],
    ["results"],
    ["objects"],
    ["pass"],
    ["sessions"],
    ["subject"],
    ["models"],
    ["windows"],
    ["jobs"],
  ],
  "src-main/cli": [["*"], ["text"]],
  "src-main/analysis/models": [["*"], ["examination"], ["cards"], ["files"]],
  "src-renderer": [
    ["*"],
    ["components"],
    ["state"],
    ["viewer", "i18n"],
    ["host", "presentation", "keys"],
  ],
  "src-renderer/components": [
    ["shell"],
    ["pass"],
    [
      "model",
      "viewer",
      "overlay",
      "detections",
      "comparison",
      "devices",
      "export",
      "add-model",
      "batch",
      "help",
      "why",
      "commands",
      "models",
      "race",
      "home",
    ],
    ["shared"],
  ],
  "src-renderer/components/batch": [["*"], ["table"]],
  "src-renderer/state": [
    ["why"],
    ["workspace"],
    ["race"],
    ["analysis", "batch", "add-model", "models", "home"],
    ["settings", "jobs", "files", "navigation", "undo"],
  ],
  "src-renderer/viewer": [["*"], ["image", "boxes", "heat", "race"], ["view.ts"]],
};

/**
 * Outside of itself a part imports these alone: the window reaches the host through the api. The sums of `fullconv explain`
 * (equivalence, and the random numbers they are tried on) are pure and small: the window computes its lesson with them.
 */
export const views = {
  "src-main": ["src-core"],
  "src-renderer": [
    "src-core/contract",
    "src-core/messages",
    "src-core/overlay",
    "src-core/detection",
    "src-core/equivalence",
    "src-core/random.ts",
    "src-core/size.ts",
  ],
};
