/** @file The window's words in English; the other languages follow its keys. */
import type { EqualityClass } from "../../src-core/contract/analysis.ts";
import type { Progress } from "../../src-core/contract/api.ts";
import type { ExportName } from "../../src-core/contract/exports.ts";
import type { FailureCode } from "../../src-core/contract/failure.ts";
import { adding } from "./adding/en.ts";
import { batch } from "./batch/en.ts";
import type { Theme } from "../state/preferences.svelte.ts";

const phase: Record<Progress["phase"], string> = {
  convert: "Preparing the image",
  collect: "Collecting the detections",
  export: "Writing the files",
  decode: "Decoding the image",
  device: "Testing devices",
  session: "Loading the network",
  pass: "Running the single pass",
  "batch-size": "Choosing the batch size",
  batched: "Windows in batches",
  single: "Windows one by one",
};

const failure: Record<FailureCode, string> = {
  "invalid-request": "This request was not understood",
  "image-unreadable": "This is not an image that can be read",
  "image-too-small": "The image is smaller than one window",
  "image-too-large": "The image is too large",
  "output-exists": "The output already exists",
  "output-unwritable": "The output cannot be written",
  "disk-full": "The disk is full",
  "cache-full": "No room for a large image",
  "unknown-model": "There is no such model",
  "invalid-model": "The model cannot be used",
  "unknown-device": "There is no such device",
  "not-built": "Not part of this version yet",
  "not-found": "This is no longer there",
  engine: "The inference engine failed",
  "worker-died": "The engine process ended",
  cancelled: "Stopped",
  internal: "Something unexpected happened",
};

const exportNames: Record<ExportName, string> = {
  overlay: "Heat-map and detections on the whole image",
  map: "Scores as NumPy array: classes × rows × columns",
  zarr: "Scores as OME-Zarr with its pyramid, zipped",
  csv: "Detections as table",
  geojson: "Detections as GeoJSON, for QuPath",
  json: "The analysis with all its numbers",
  report: "Report with pictures, numbers and versions",
};

const theme: Record<Theme, string> = { auto: "As the system", light: "Light", dark: "Dark" };

const equalityClass: Record<EqualityClass, string> = {
  exact: "exact",
  ceil: "exact on the receptive field",
  padded: "≈ approximate",
};

export const en = {
  tagline: "One pass over the whole image instead of a window at a time",
  open: "Open image",
  sample: "Try the sample",
  stop: "Stop",
  dismiss: "Dismiss",
  language: "Language",
  theme: { label: "Appearance", ...theme },
  pageOf: (page: string, pages: string) => `page ${page} of ${pages}`,
  pageHint: (pages: string) => `The file has ${pages} pages; the first one is shown.`,
  imageSize: (width: string, height: string) => `${width} × ${height} px`,
  opening: (name: string) => `Opening ${name}`,
  announce: {
    map: (name: string, found: string) => `Heat-map of ${name} is there: ${found} detections`,
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
  nothingHeld: "There was no file in it: drop or paste a picture.",
  failure,
  couldNotOpen: (name: string) => `${name} was not opened`,
  stage: {
    label:
      "Image with heat-map. Arrow keys move from cell to cell, Shift and arrow keys move the image.",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "Fit to window",
    zoom: "Zoom",
  },
  preparing: {
    title: "Preparing a large image",
    text: "It is written to the disk once in tiles, so that it can be zoomed without waiting.",
    notPrepared: "This image is not prepared yet",
    again: "Prepare",
    share: (share: string, done: string, total: string) => `${share} · ${done} of ${total}`,
  },
  shrunk: (width: string, height: string) =>
    `Memory ran out: the pass goes on in smaller tiles, of at most ${width} × ${height} pixels.`,
  devices: {
    hint: "Automatic takes the fastest device that is right for this network and image.",
    all: "Devices of this machine",
    again: "Test again",
    absent: "Not here",
    wrong: "Not used",
    software: "Imitates a GPU",
    names: {
      auto: "Automatic",
      cpu: "Processor",
      webgpu: "WebGPU",
      dml: "DirectML",
      coreml: "CoreML",
      cuda: "CUDA",
      "tfjs-gpu": "TensorFlow, NVIDIA card",
      "tfjs-cpu": "TensorFlow, processor",
      "tfjs-wasm": "TensorFlow.js, WebAssembly",
      tfjs: "TensorFlow.js",
    },
    agrees: (model: string, difference: string, tolerance: string) =>
      `${model}: agrees with the processor to ${difference} (${tolerance} allowed).`,
    time: (size: string, time: string, cpu: string) => `${size}: ${time}, processor ${cpu}.`,
    fallback: (operators: string) => `On the processor instead: ${operators}.`,
    failed: (reason: string) =>
      `The device failed, and the processor went on from where it was: ${reason}`,
  },
  overlay: {
    label: "Heat-map",
    show: "Show the heat-map",
    hide: "Hide the heat-map",
    className: "Class",
    objects: "All objects",
    allClasses: "Best class",
    opacity: "Opacity",
    threshold: "Threshold",
    colorMap: "Colours",
    boxes: "Boxes",
    score: "Score",
    noScore: "No score: half a window",
    growing: "Clear parts have no scores yet",
  },
  probe: {
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
  },
  network: {
    label: "Network",
    model: "Model",
    window: "Window",
    stride: "Stride",
    receptiveField: "Receptive field",
    parameters: "Parameters",
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
  },
  pass: {
    label: "Single pass",
    again: "Run again",
    waiting: "Open an image to run the network once.",
    preparing: "It begins as soon as the image is prepared.",
    stopped: "Stopped before it was timed.",
    stoppedEarly: "Stopped: only a part of the map is there.",
    decode: "Decode",
    prepare: "Prepare",
    run: "Run",
    collect: "Collect",
    total: "Total",
    session: "Loading the network, once",
    oneRun: "a single run",
    runs: (count: string) => `median of ${count} runs`,
    firstRun: "first run, not timed yet",
    cells: "Cells",
    cost: "Cost",
    memory: "Peak memory",
    tiles: "Tiles",
    tilesOf: (count: string, size: string, halo: string) => `${count} of ${size}, halo ${halo}`,
    tilesHint: "Tiles overlap by the halo, so that every cell sees its whole receptive field",
    tileMemory: "Memory for one tile",
    tileMemoryHint: "Holds for the next pass: less memory makes smaller tiles and more of them",
    automatic: "automatic",
    device: "Device",
  },
  comparison: {
    label: "Against the sliding window",
    intro:
      "The way it replaces: the same classifier, dense layers and all, on the window of every cell.",
    measure: "Measure the baseline",
    measureAgain: "Measure again",
    atOnce: "Measure after each image",
    full: "Run in full",
    stopped: "Stopped: the baseline has no figure.",
    pass: "Single pass",
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
  },
  equalityClass,
  /** A reason that the host gives, which speaks English. */
  reason: (text: string) => text,
  breakEven: {
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
  },
  exports: {
    open: "Export…",
    title: "Export",
    close: "Close",
    view: "The view as it is on the screen",
    viewFailed: "The view could not be drawn.",
    running: "The analysis can be exported once the pass is done.",
    unfinished: "The pass was not finished: run it again to export the analysis.",
    analysis: "The analysis",
    names: exportNames,
  },
  adding,
  batch,
  progress: (done: string, total: string) => `${done} of ${total}`,
  phase,
  keys: {
    label: "Keys",
    list: [
      ["O", "open"],
      ["H", "hide the heat-map"],
      ["D", "boxes"],
      ["B", "measure the baseline"],
      ["+ − 0", "zoom"],
      ["← ↑ ↓ →", "cell by cell"],
      ["Esc", "stop"],
    ] as readonly (readonly [string, string])[],
  },
};
