/**
 * @file The rooms of the house, floor by floor, the top floor first: a room imports from its own floor and from those below it,
 * never from one above. A name that ends in .ts is a single file; "*" stands for all that is not named.
 */
export const floors = {
  "src-main": [
    ["desktop", "server", "cli"],
    ["api"],
    ["batch"],
    ["worker"],
    ["analysis"],
    ["engine", "image", "output", "annotations"],
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
};
