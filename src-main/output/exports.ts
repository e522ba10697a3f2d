/** @file Everything that can be written about an analysed image, each whole or not at all. */
import { rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { ExportName } from "../../src-core/contract/exports.ts";
import { exportEndings } from "../../src-core/contract/exports.ts";
import { objectLabels } from "../../src-core/detection/heads/object-labels.ts";
import { overlayPng } from "../image/drawing/overlay.ts";
import type { Raster } from "../image/raster.ts";
import { reportPictures } from "../image/drawing/report-pictures.ts";
import { refuseExisting, writeNew, writeNewFolder } from "../files/atomic.ts";
import { csvLines } from "./csv.ts";
import type { Exportable } from "./export-subject.ts";
import { overlayOf, placementOf } from "./export-subject.ts";
import { freeFor } from "../files/free-space.ts";
import { geojsonLines } from "./geojson.ts";
import { npyPieces } from "./npy.ts";
import { pieces } from "./pieces.ts";
import { reportHtml } from "./report-html.ts";
import { versions } from "./versions.ts";
import { fillZarr } from "./zarr-export.ts";

export type { Exportable } from "./export-subject.ts";

export interface ExportOptions {
  readonly overwrite: boolean;
  readonly signal?: AbortSignal;
  /** `total` is the number of exports; a part of one counts as a part. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What one export gets: where to, what of, and `step` to tell the share that is done, which throws when it is cancelled. */
interface Task {
  readonly path: string;
  readonly subject: Exportable;
  readonly mode: { overwrite: boolean };
  readonly step: (share: number) => void;
}

/**
 * Writes what is named about one image.
 * @param target path without an ending; its folder is made where it is missing
 * @returns the paths by name
 * @throws UserError "output-exists" before anything is written, "disk-full", "output-unwritable", "image-unreadable"; AbortError.
 * What was new is taken away again then
 */
export async function writeExports(
  target: string,
  names: readonly ExportName[],
  subject: Exportable,
  { overwrite, signal, onProgress }: ExportOptions,
): Promise<Analysis["files"]> {
  const chosen = [...new Set(names)];
  const files: Analysis["files"] = {};
  for (const name of chosen) files[name] = target + exportEndings[name];
  if (!overwrite) for (const path of Object.values(files)) await refuseExisting(path);
  await freeFor(dirname(target), bytesOf(chosen, subject));
  const told = { ...subject, result: { ...subject.result, files } };
  const written: string[] = [];
  try {
    for (const [index, name] of chosen.entries()) {
      let furthest = 0;
      const step = (share: number): void => {
        signal?.throwIfAborted();
        // An image may be read more than once; what is told never goes backwards.
        furthest = Math.max(furthest, share);
        onProgress?.(index + furthest, chosen.length);
      };
      const path = target + exportEndings[name];
      step(0);
      await exporters[name]({ path, subject: told, mode: { overwrite }, step });
      written.push(path);
      step(1);
    }
  } catch (cause) {
    // Else they would stand in the way of the next attempt; what was replaced cannot come back and stays.
    if (!overwrite) for (const path of written) await rm(path, { recursive: true, force: true });
    throw cause;
  }
  return files;
}

const exporters: Record<ExportName, (task: Task) => Promise<void>> = {
  overlay: ({ path, subject, mode, step }) =>
    writeNew(path, overlayPng(watched(subject.raster, step), overlayOf(subject)), mode),
  map: ({ path, subject, mode, step }) => {
    const { classes, rows, columns } = subject.scores;
    const bytes = 4 * classes * rows * columns;
    return writeNew(path, counted(npyPieces(subject.scores), bytes, step), mode);
  },
  zarr: ({ path, subject: { result, head, scores }, mode, step }) => {
    const description = {
      name: basename(result.image.path),
      labels: head.classes,
      placement: placementOf(result),
    };
    const fill = (folder: string): Promise<void> =>
      fillZarr(folder, scores, description, (done, total) => {
        step(done / total);
      });
    return writeNewFolder(path, fill, mode);
  },
  csv: ({ path, subject, mode }) =>
    writeNew(
      path,
      pieces(csvLines(subject.result.detections, subject.result.edits !== undefined)),
      mode,
    ),
  geojson: ({ path, subject, mode }) =>
    writeNew(path, pieces(geojsonLines(subject.result, objectLabels(subject.head))), mode),
  json: ({ path, subject, mode }) =>
    writeNew(path, `${JSON.stringify(subject.result, null, 2)}\n`, mode),
  report: async ({ path, subject, mode, step }) => {
    const { result, head, scores, raster } = subject;
    const pictures = await reportPictures(watched(raster, step), overlayOf(subject));
    const made = { versions: versions(result.device.engine), date: new Date() };
    const page = reportHtml({ result, head, pictures, range: scores.range, ...made });
    await writeNew(path, page, mode);
  },
};

/** What the large ones need on the disk: the map once, a third more with its pyramid, and a picture that hardly shrinks. */
function bytesOf(names: readonly ExportName[], { scores, raster }: Exportable): number {
  const map = 4 * scores.classes * scores.rows * scores.columns;
  const picture = 1.5 * raster.width * raster.height;
  const needed = { map, zarr: (4 / 3) * map, overlay: picture } as Partial<
    Record<ExportName, number>
  >;
  return names.reduce((sum, name) => sum + (needed[name] ?? 0), 0);
}

/** A raster that tells how far down it was read. */
const watched = (raster: Raster, step: (share: number) => void): Raster => ({
  width: raster.width,
  height: raster.height,
  channels: raster.channels,
  read: (area) => {
    step(Math.min(area.y / raster.height, 0.99));
    return raster.read(area);
  },
});

async function* counted(
  source: AsyncIterable<Uint8Array>,
  total: number,
  step: (share: number) => void,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const piece of source) {
    yield piece;
    done += piece.length;
    step(Math.min(done / total, 0.99));
  }
}
