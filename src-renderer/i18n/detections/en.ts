/** @file The words for detections, in English. */

export const detections = {
  label: "Detections",
  none: "Nothing scores this much.",
  noneSoFar: "None so far: the rest of the image was not looked at.",
  soFar: (count: string) => `so far: ${count}`,
  notYet: "Not known yet: the pass is still running.",
  notKnown: "Not known: the pass was not finished.",
  count: (count: string) => `${count} found`,
  /** Of a class that is shown alone. */
  countOf: (count: string, total: string) => `${count} of ${total}`,
  list: "Detections, best first",
  listKeys: "Arrow keys select and zoom in, Enter zooms again",
  size: (width: string, height: string) => `${width} × ${height} px`,
  perClass: (list: string) =>
    `Each class counts from its own threshold on: ${list}. Moving the slider sets one for all.`,
  some: (shown: string, count: string) =>
    `There are ${count} boxes from this score on; the best ${shown} of them are chosen among.`,
  counts: "Counts by class",
  columns: ["Class", "Count", "Share"] as readonly [string, string, string],
  copyCounts: "Copy the counts as a table",
  stages: "Networks of the cascade",
  stageHint: (name: string, count: string) => `What ${name} has left: ${count} boxes`,
};
