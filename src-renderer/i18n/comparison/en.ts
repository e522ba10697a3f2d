/** @file The words for the pass against its windows, in English. */

export const comparison = {
  label: "Against the sliding window",
  intro:
    "The way it replaces: the same classifier, dense layers and all, on the window of every cell.",
  measure: "Measure the baseline",
  measureAgain: "Measure again",
  atOnce: "Measure after each image",
  offered: (pass: string, time: string) =>
    `One pass took ${pass}, and a comparison runs it again: it begins when you ask for it, and takes ${time}.`,
  takes: (time: string) => `Takes ${time}.`,
  full: "Run in full",
  stopped: "Stopped: the baseline has no figure.",
  pass: "Single pass",
  /** Of a ratio, over the rounds in which pass and windows took turns. */
  range: (low: string, high: string, rounds: string) => `${low} to ${high} in ${rounds} rounds`,
  batched: (batch: string) => `Windows, batches of ${batch}`,
  single: "Windows one by one",
  extrapolated: (measured: string, positions: string) =>
    `extrapolated: ${measured} of ${positions} measured`,
  allMeasured: (positions: string) => `all ${positions} windows measured`,
  allCells: (positions: string) => `one run for all ${positions} cells`,
  speed: "as fast as batches",
  speedLost: "as fast: batches win",
  speedSingle: "as fast as one by one",
  speedSingleLost: "as fast: one by one wins",
  spread: "Median, whisker from min to max; the time of the network alone",
  agreement: "Same best class",
  checked: (count: string, positions: string) => `${count} of ${positions} cells checked`,
  difference: "Largest difference",
  equality: "Equality",
  checkedAll: (count: string) => `all ${count} cells checked`,
  checkedInside: (count: string) => `all ${count} cells whose window lies in the image checked`,
  outside: (count: string) =>
    `${count} more cells have a window that stands out of the image: only the pass has scores there.`,
  near: "≈ Approximate, not equal:",
  notEqual: "Not equal to these windows:",
  noBaseline: {
    chip: "no dense twin",
    hint: "There are no windows that the pass could be compared with.",
    rpn: "A region proposal network was never a classifier of windows: each of its cells looks at an area far larger than the boxes around it, and tells how they are to be moved. So there are no windows to run one by one, and the pass stands here for itself.",
    ssd: "An SSD was never a classifier of windows: it was trained as a whole, and each of its maps looks at boxes of another size. So there are no windows to run one by one, and the pass stands here for itself.",
  },
};

export const breakEven = {
  label: "Break-even",
  overlap: (ratio: string) =>
    `The saving comes from overlap alone: all windows together cost ${ratio} times the pass’s arithmetic.`,
  noOverlap: (ratio: string) =>
    `These windows hardly overlap: together they cost only ${ratio} times the pass’s arithmetic, so there is little or nothing to save.`,
  from: (count: string, positions: string) =>
    `Below about ${count} of the ${positions} windows, the sliding window is faster.`,
  always: (positions: string) => `Here even all ${positions} windows are faster than the pass.`,
  disjointWin: (count: string, windows: string, pass: string) =>
    `Only the ${count} windows that do not overlap? They would take ≈ ${windows} against ${pass}: there the sliding window wins.`,
  disjointLose: (count: string, windows: string, pass: string) =>
    `Even only the ${count} windows that do not overlap would take ≈ ${windows} against ${pass}.`,
};
