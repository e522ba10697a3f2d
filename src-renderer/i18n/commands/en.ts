/** @file Why a command cannot be used, in English. */
import type { CommandReason } from "../../presentation/command-availability.ts";

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

export const commands = { reasons };
