/** @file What is said of requests, in English. */

export const api = {
  "api.windows-were-too-many": "the windows were too many for their scores to be kept",
  "api.no-race-analysis-kept":
    "no race of this analysis is kept: measure the baseline, and then watch it",
  "api.analysis-no-longer-kept": "this analysis is no longer kept: run it again",
  "api.batch-no-longer-kept": "this batch is no longer kept: make a new one",
  "api.report-no-longer-there": "this report is no longer there",
  "api.larger-than-bytes-most":
    "{name}: is larger than {largest} bytes, the most that one file of a model may have",
  "api.model-files-no-longer": "this model's files are no longer held: choose them again",
  "api.no-model-onnx-file":
    "{names}: is no model: an .onnx file, a TensorFlow.js model.json with its .bin files, or MTCNN's .npy is needed",
  "api.image-no-longer-open": "this image is no longer open: open it again",
  "api.these-files-no-longer": "these files are no longer offered: open them again",
  "api.disk-uploads-lie-full":
    "the disk that uploads lie on is full after {count} bytes of this one: make room, then try again",
  "api.port-cannot-used": "port {port}: cannot be used ({why})",
  "api.nothing": "nothing",
} as const;
