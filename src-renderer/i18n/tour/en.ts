/** @file The words of the tour, in English. */
import type { TourStepName } from "../../presentation/tour-steps.ts";

const steps: Record<TourStepName, readonly [title: string, text: string]> = {
  threshold: [
    "The heat-map and its threshold",
    "Each cell of the map is one window of the classifier. Where the score reaches the threshold the map is coloured, elsewhere the image is as it is. Moving it runs nothing again.",
  ],
  cell: [
    "One cell, twice",
    "Point anywhere on the image, or use the arrow keys: the scores of that cell as the single pass gave them, and as the untouched classifier gives them for that window alone.",
  ],
  detections: [
    "What was found",
    "Peaks of the map become boxes. Choose a class or a box here, and the image goes there; with [ and ] you go from one to the next.",
  ],
  race: [
    "The race",
    "How many times as fast as its windows the pass was, and by how much they differ. Measure it, and watch both as they ran.",
  ],
  why: [
    "Why it works",
    "A dense layer is a convolution: a page to play with and to show, with the network that you use, layer by layer.",
  ],
  models: [
    "Models",
    "What is known of each, and where your own are added: drop an .onnx, a TensorFlow.js model or weights.",
  ],
  commands: [
    "Everything by name",
    "Ctrl+K (⌘K) lists all that can be done, with its key, and says why something cannot be done now.",
  ],
  export: [
    "Take it along",
    "Overlay, report, boxes, scores: files for people and for programs. That was the tour; it is found again at Home, in Help and in the command list.",
  ],
};

export const tour = {
  start: "Take the tour",
  hint: "Two minutes over the real window; Esc ends it at any time",
  opening: "The tour begins as soon as the sample is there…",
  next: "Next",
  previous: "Back",
  done: "Done",
  skip: "End the tour",
  progress: "{{current}} of {{total}}",
  steps,
};
