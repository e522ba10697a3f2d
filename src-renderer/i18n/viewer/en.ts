/** @file The words over the image: the viewer, what is prepared, the probed cell, in English. */

export const stage = {
  label:
    "Image with heat-map. Arrow keys move from cell to cell, Shift and arrow keys move the image.",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Fit to window",
  zoom: "Zoom",
  pixels: (count: string) => `${count} px`,
  scaleBar: (length: string) => `Scale: the bar is ${length} of the image long`,
};

export const preparing = {
  title: "Preparing a large image",
  text: "It is written to the disk once in tiles, so that it can be zoomed without waiting.",
  notPrepared: "This image is not prepared yet",
  again: "Prepare",
  share: (share: string, done: string, total: string) => `${share} · ${done} of ${total}`,
};

export const probe = {
  title: "Cell",
  place: (row: string, column: string) => `row ${row}, column ${column}`,
  window: (x: string, y: string) => `window at (${x}, ${y})`,
  pass: "Pass",
  dense: "Window",
  denseHint: "The untouched classifier with its dense layers, on this window alone",
  outside: "Its window stands out of the image: only the pass has a score here.",
  difference: "Largest difference",
  waiting: "asking…",
  afterPass: "Scores can be asked for once the pass is done.",
  others: (count: string) => `and ${count} more classes`,
  noBaseline: "No dense twin: only the pass has scores here.",
};
