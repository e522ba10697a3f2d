/** @file The words for the race of a pass against its windows, in English. */

export const race = {
  title: "The race",
  watch: "Watch the race",
  headline: {
    label: "Against the sliding window",
    /** After a ratio. */
    faster: "as fast as windows in batches",
    slower: "as fast: windows in batches win",
    difference: (difference: string) => `largest difference ${difference}`,
    notMeasured: "Windows not measured yet",
    measuring: "Measuring pass and windows in turns…",
    measuringShare: (share: string) => `Measuring pass and windows in turns: ${share}`,
    waiting: "The pass comes first.",
    noImage: "There is no image yet.",
    measure: "Measure now",
    about: "the pass against its windows: how fast, how equal",
    none: {
      rpn: "No race: a region proposal network was never a classifier of windows.",
      ssd: "No race: an SSD was never a classifier of windows.",
    },
  },
  against: "Against",
  ways: { batched: "Batches", single: "One by one" },
  pass: "One pass",
  windows: {
    batched: (batch: string) => `Every window, in batches of ${batch}`,
    single: "Every window, one by one",
  },
  loading: "Getting the recorded runs…",
  cells: (done: string, all: string) => `${done} of ${all} cells`,
  windowCells: (done: string, all: string) => `${done} of ${all} windows`,
  doneIn: (time: string, at: string) => `at this speed done in ${time}, at ${at}`,
  notBegun: "nothing is done yet",
  finished: "finished",
  finishedAbout: "≈ finished at this speed",
  estimated: (doneIn: string) => `≈ not measured: ${doneIn}`,
  play: "Play",
  pause: "Pause",
  restart: "From the start",
  scrub: "Moment of the race",
  speed: "Speed",
  times: (speed: string) => `${speed}×`,
  fit: "fit into 10 s",
  faster: (times: string) => `shown ${times} times as fast`,
  slower: (times: string) => `shown ${times} times slower`,
  real: "in real time",
  fullScreen: "Full screen",
  leaveFullScreen: "Leave full screen",
  noFullScreen: "This browser has no full screen.",
  save: "Save as video",
  saving: (share: string) => `Video: ${share}`,
  stopSaving: "Stop the video",
  noEncoder: "This browser cannot encode video: it has no WebCodecs with VP9, VP8 or AV1.",
  close: "Close",
  round: (round: string, rounds: string) =>
    `Round ${round} of ${rounds}, the one with the median ratio; the time of the network alone.`,
  sampled: (measured: string, all: string) =>
    `${measured} of ${all} windows were run; hatched: the others, at the mean speed of these.`,
  passSampled: "Of the pass a sample of its tiles was run in each round.",
  scoresOfPass:
    "The windows were too many for their scores to be kept: the colours are the pass’s.",
  /** Ends with the ratio. */
  end: (pass: string, windows: string, time: string, ratio: string) =>
    `One pass: ${pass}. ${windows} windows: ${time}. ${ratio}.`,
  agree: (difference: string) => `They agree to ${difference} in every cell.`,
  agreeChecked: (difference: string, checked: string) =>
    `They agree to ${difference} in all ${checked} cells that were checked.`,
  differ: (difference: string) =>
    `They differ by up to ${difference}: this network is approximate.`,
  /** Between two sentences. */
  between: " ",
  keys: "Space: play. ← →: move. R: from the start. F: full screen.",
};
