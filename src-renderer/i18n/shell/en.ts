/** @file The words of the window around its screens, in English. */

export const shell = {
  tagline: "One pass over the whole image instead of a window at a time",
  places: { label: "Places", home: "Home", work: "Image", models: "Models", why: "Why it works" },
  open: "Open image",
  sample: "Try the sample",
  language: "Language",
  theme: { label: "Appearance", auto: "As the system", light: "Light", dark: "Dark" },
  pageOf: (page: string, pages: string) => `page ${page} of ${pages}`,
  pageHint: (pages: string) => `The file has ${pages} pages; the first one is shown.`,
  imageSize: (width: string, height: string) => `${width} × ${height} px`,
  opening: (name: string) => `Opening ${name}`,
  announce: {
    map: (name: string, found: string) => `Heat-map of ${name} is there: ${found} detections`,
    heat: (name: string) => `Heat-map of ${name} is there; its detections are not known yet`,
    measured: (times: string) => `Baseline measured: the single pass is ${times} times as fast`,
  },
  empty: {
    title: "Drop an image",
    text: "A classifier trained on small windows becomes fully convolutional, runs once over the whole image, and its score map lies over it as a heat-map.",
    ways: "Drop a file anywhere in this window, paste a picture, or open one; several images or a folder become a batch. A classifier of your own (.onnx, model.json, .npy) can be dropped, too.",
  },
  drop: "Drop images, a folder or a model",
  dropFiles: "Drop the model’s files or its labels",
  ignored: (shown: string, count: number, total: string) =>
    `Showing ${shown}, the first image. ${count === 1 ? "One other file was" : `${total} other files were`} left out.`,
  cardAlone: (name: string) =>
    `${name} is the card of a model, without the model: drop it together with the model’s file.`,
  nothingHeld: "There was no file in it: drop or paste a picture.",
  couldNotOpen: (name: string) => `${name} was not opened`,
  guide: "Guide",
  keys: {
    label: "Keys",
    list: [
      ["O", "open"],
      ["H", "hide the heat-map"],
      ["D", "boxes"],
      ["[ ]", "previous, next detection"],
      ["Del", "reject, take back"],
      ["A", "add a box"],
      ["Ctrl+Z", "undo"],
      ["B", "measure the baseline"],
      ["+ − 0", "zoom"],
      ["← ↑ ↓ →", "cell by cell"],
      ["Esc", "stop"],
    ] as readonly (readonly [string, string])[],
  },
};
