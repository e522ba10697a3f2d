/** @file What can be written about an analysed image: each is one file (or folder) beside the others. */
import { z } from "zod";

export const exportName = z.enum([
  "overlay", // <name>.overlay.png: heat-map and detections on the whole image
  "map", // <name>.map.npy: float32, classes × rows × columns
  "zarr", // <name>.map.ome.zarr: the same as OME-Zarr, with its pyramid
  "csv", // <name>.detections.csv
  "geojson", // <name>.detections.geojson, for QuPath
  "json", // <name>.analysis.json: the analysis as `--json` prints it
  "report", // <name>.report.html: one page with pictures, numbers, device and versions
]);

export const exportEndings: Record<ExportName, string> = {
  overlay: ".overlay.png",
  map: ".map.npy",
  zarr: ".map.ome.zarr",
  csv: ".detections.csv",
  geojson: ".detections.geojson",
  json: ".analysis.json",
  report: ".report.html",
};

export type ExportName = z.infer<typeof exportName>;
