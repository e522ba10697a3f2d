/** @file What can be done, and why it cannot be done now, in English. */
import type { CommandName, CommandReason } from "../../presentation/command-availability.ts";

const reasons: Record<CommandReason, string> = {
  dialog: "Not while a dialog is open.",
  elsewhere: "Not on this page: go back to the image.",
  table: "Not while the batch’s table is shown: open one of its images.",
  "no-image": "There is no image yet: open one.",
  preparing: "The image is not ready yet.",
  "no-map": "There is no score map yet.",
  "no-result": "There is no result yet.",
  "pass-runs": "Not while the pass runs.",
  "pass-unfinished": "The pass is not finished: continue it, or run it again.",
  "baseline-runs": "Not while the sliding window is measured.",
  "repetition-runs": "Not while the pass is measured precisely.",
  "comparison-runs": "Not while devices are compared.",
  "no-baseline": "This detector has no windows that the pass could be compared with.",
  "not-sampled": "Every window was measured already, or none yet.",
  "nothing-found": "Nothing is found at this threshold.",
  "nothing-runs": "Nothing runs.",
  "nothing-stopped": "No pass was stopped that could go on.",
  "app-ended": "Fullconv does not answer any more.",
};

const names = {
  overlay: "Show or hide the heat-map",
  boxes: "Show or hide the boxes",
  previous: "Previous detection",
  next: "Next detection",
  "zoom-in": "Zoom in",
  "zoom-out": "Zoom out",
  fit: "The whole image",
  again: "Run the pass again",
  repeat: "Measure the pass precisely",
  measure: "Measure the sliding window",
  "measure-full": "Measure every window",
  "compare-devices": "Compare the devices",
  export: "Export…",
  "export-analysis": "Export the analysis",
  "copy-command": "Copy as command line",
  stop: "Stop",
  diagnostics: "Diagnostics",
  goTo: (place: string) => `Go to: ${place}`,
  useModel: (title: string) => `Use the model ${title}`,
  sampleOf: (title: string) => `Open the sample of ${title}`,
} satisfies Record<CommandName, string> & Record<string, unknown>;

export const commands = {
  label: "Commands",
  ask: "What do you want to do?",
  none: "No command is called like that.",
  found: (count: number, told: string) => (count === 1 ? "1 command" : `${told} commands`),
  copied: "On the clipboard:",
  "not-copied": "The clipboard could not be used:",
  names,
  reasons,
};
