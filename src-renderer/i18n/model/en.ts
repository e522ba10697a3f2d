/** @file The words for the network, in English. */
import type { EqualityClass } from "../../../src-core/contract/analysis.ts";
import type { Head } from "../../../src-core/contract/heads.ts";

const headKind: Record<Head["kind"], string> = {
  classifier: "Classifier of windows",
  pnet: "Proposal network of MTCNN",
  rpn: "Region proposal network",
  ssd: "Single shot detector (SSD)",
};

export const network = {
  label: "Network",
  model: "Model",
  window: "Window",
  stride: "Stride",
  receptiveField: "Receptive field",
  parameters: "Parameters",
  notLookedInto: "not looked into",
  equality: "Equality",
  dense: "A cell for every pixel (à trous)",
  denseHint: "Strides become dilations: the map has stride 1, and the pass takes longer",
  denseAlready: "There is a cell for every pixel already: its stride is 1.",
  denseRefused: {
    exact: "",
    ceil: "Not for this network: its cells look past their windows, so a cell for every pixel would not be what the window gives.",
    padded:
      "Not for this network: its pass only comes near its windows, so a cell for every pixel would not be what they give.",
  } satisfies Record<EqualityClass, string>,
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
