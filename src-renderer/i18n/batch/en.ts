/** @file The words for many images in one go, in English. */
import type { BatchItemStatus, BatchStatus } from "../../../src-core/contract/batch.ts";
import type { RoundedTimeLeft } from "../../presentation/rounded-time-left.ts";

const status: Record<BatchStatus, string> = {
  collecting: "Collecting",
  running: "Running",
  paused: "Paused",
  stopped: "Stopped",
  done: "Done",
};

const itemStatus: Record<BatchItemStatus, string> = {
  waiting: "waiting",
  running: "running",
  done: "done",
  failed: "failed",
};

const column = {
  name: "Name",
  size: "Size",
  count: "Detections",
  top: "Best class",
  score: "Score",
  time: "Time",
  status: "Status",
};

const filter = {
  all: "All",
  done: "Done",
  failed: "Failed",
  waiting: "Waiting",
};

const images = (count: number, text: string): string =>
  count === 1 ? "1 image" : `${text} images`;

export const batch = {
  openFolder: "Open folder…",
  making: {
    title: "New batch",
    looking: (found: string) => `Looking through the folders: ${found} images so far…`,
    images,
    none: "There are no images in it.",
    skipped: (count: number, text: string) =>
      count === 1 ? "1 other file is left out." : `${text} other files are left out.`,
    problems: "Could not be read:",
    model: "Model",
    threshold: "Threshold",
    exports: "To be written for each image",
    zarr: "Scores as OME-Zarr with its pyramid",
    cancel: "Cancel",
    start: (count: number, text: string) => `Start with ${images(count, text)}`,
    scales: "On the scales that are set in the window.",
    stride: "A cell for every pixel, as set in the window, where the network allows it.",
  },
  label: "Batch",
  /** Of files without a folder. */
  called: (name: string, count: number, others: string) =>
    count === 1 ? `${name} and 1 other` : `${name} and ${others} others`,
  of: (finished: string, total: string) => `${finished} of ${total}`,
  failed: (count: string) => `${count} failed`,
  skipped: (count: number, text: string) =>
    count === 1 ? "1 file left out" : `${text} files left out`,
  perSecond: (rate: string) => `${rate} images/s`,
  perMinute: (rate: string) => `${rate} images/min`,
  timeLeft: (left: RoundedTimeLeft) => {
    if (left.type === "moment") return "less than a minute left";
    if (left.type === "minutes") return `about ${left.minutes} min left`;
    return `about ${left.hours} h${left.minutes > 0 ? ` ${left.minutes} min` : ""} left`;
  },
  status,
  itemStatus,
  column,
  filter,
  filterLabel: "Which images are shown",
  search: "Search by name",
  pause: "Pause",
  resume: "Resume",
  stop: "Stop",
  start: "Start",
  goOn: "Go on",
  retry: (count: string) => `Retry failed (${count})`,
  remove: "Delete…",
  close: "Close the table: the batch goes on",
  results: "Results",
  copyFolder: "Copy the folder’s path",
  copyFailures: "Copy the failures",
  saveTable: "Save the table as CSV",
  copied: "Copied",
  copyReason: "Copy",
  pausedByItself: "The batch paused by itself",
  gone: "Fullconv does not answer. The batch is looked for every second…",
  forgotten: "This batch was deleted.",
  collecting: {
    progress: (done: string, total: string) => `Collecting ${done} of ${total}`,
    stopped: (done: string, total: string) => `${done} of ${total} collected`,
    stop: "Stop collecting",
    goOn: "Go on collecting",
    startWith: (count: number, text: string) => `Start with ${images(count, text)}`,
    notStarted: (count: number, text: string) => `${images(count, text)} collected, not started`,
  },
  table: "Images of the batch",
  keysHint: "Arrow keys choose an image, Enter opens it.",
  nothing: "No image is like this.",
  empty: "The images appear here as they are collected.",
  open: (name: string) => `Open ${name}`,
  unfinished: {
    text: (total: number, text: string, done: string) =>
      `A batch of ${images(total, text)} is unfinished: ${done} done.`,
    resume: "Resume",
    look: "Look at it",
    discard: "Discard…",
  },
  removing: {
    title: (name: string) => `Delete the batch ${name}?`,
    text: (done: string, total: string) =>
      `${done} of ${total} images are done. What was uploaded for it is deleted; images on your disk stay.`,
    results: "Delete the results, too",
    stay: (folder: string) => `Results stay in ${folder}`,
    cancel: "Cancel",
    confirm: "Delete",
  },
  back: "Back to the batch",
  previous: "Previous image",
  next: "Next image",
  place: (at: string, total: string) => `${at} of ${total}`,
  others: "Other batches",
  announce: {
    progress: (share: string, failed: string) => `Batch: ${share} done, ${failed} failed`,
    status: (status: string) => `Batch: ${status}`,
  },
};
