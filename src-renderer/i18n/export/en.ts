/** @file The words for exports, in English. */
import type { ExportName } from "../../../src-core/contract/exports.ts";

const exportNames: Record<ExportName, string> = {
  overlay: "Heat-map and detections on the whole image",
  map: "Scores as NumPy array: classes × rows × columns",
  zarr: "Scores as OME-Zarr with its pyramid, zipped",
  csv: "Detections as table",
  geojson: "Detections as GeoJSON, for QuPath",
  json: "The analysis with all its numbers",
  report: "Report with pictures, numbers and versions",
};

export const exports = {
  open: "Export…",
  title: "Export",
  close: "Close",
  view: "The view as it is on the screen",
  viewFailed: "The view could not be drawn.",
  analysis: "The analysis",
  limits: (threshold: string, overlap: string) =>
    `The boxes that are shown: threshold ${threshold}, overlap ${overlap}.`,
  edited: (edited: string, all: string) =>
    `${edited} of ${all} edited by hand: the files have them as they were edited, and leave out what was rejected.`,
  asFound: "As found, without what was edited",
  cut: (shown: string, count: string) =>
    `The window chooses among the best ${shown} of ${count} boxes; the files among all of them.`,
  names: exportNames,
};
