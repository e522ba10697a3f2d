/** @file Opens an image on each of its scales for a model. */
import { isHalf } from "../../../src-core/contract/devices.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { planTiles } from "../../../src-core/tiling/plan.ts";
import { letterboxRaster } from "../../image/resample/letterbox-raster.ts";
import type { ImageFacts } from "../../image/raster.ts";
import { scaledRaster } from "../../image/resample/scaled-raster.ts";
import { detectorGrid, gridOf } from "../windows/grid.ts";
import { overhang } from "./overhang.ts";
import type { OpenImage } from "./image-cache.ts";
import type { Library } from "../models/library.ts";
import { modelKey } from "../models/library.ts";
import { fitsIn, memoryBudget } from "./memory.ts";
import type { LoadedModel } from "../models/model.ts";
import type { Scale } from "./scales.ts";
import { scalesOf } from "./scales.ts";
import type { Subject, SubjectRequest } from "./subject.ts";

/**
 * The image on each of its scales, largest first.
 * @throws UserError when image or model cannot be read, or do not fit together
 */
export async function openSubjects(
  open: () => Promise<OpenImage>,
  library: Library,
  request: SubjectRequest,
): Promise<[Subject, ...Subject[]]> {
  const { path, memory, device = "", scales, objects, scoresOf = "pass", ...wanted } = request;
  const model = await library.get(wanted);
  const image = await open();
  const wished = withPath(path, () => scalesOf(model, image.facts, { scales, objects }));
  const [first, ...others] = wished.scales;
  if (!first) throw new UserError("internal", `${path}: has no scale`);
  const family = JSON.stringify([
    ...[image.key, modelKey(wanted), device, scales, objects],
    scoresOf,
  ]);
  const on = (scale: Scale): Subject => {
    const seen = seenAt(image, scale);
    const start = performance.now();
    const planned = withPath(path, () => plan(model, seen.facts, memory));
    const prepareTime = performance.now() - start;
    const key = subjectKey(image.key, { ...wanted, device, scoresOf }, scale);
    return {
      ...image,
      ...seen,
      image: image.facts,
      pixels: image.raster,
      path,
      model,
      scale,
      ...planned,
      prepareTime,
      isHalf: isHalf(device),
      scoresOf,
      key,
      family,
      notices: [],
    };
  };
  const opened: [Subject, ...Subject[]] = [on(first), ...others.map(on)];
  const told = [...wished.notices, ...overhang(opened)];
  const notices = [...model.notices, ...image.facts.notices, ...told];
  return [{ ...opened[0], notices }, ...opened.slice(1)];
}

/** @param image key of the image */
export const subjectKey = (
  image: string,
  request: Omit<SubjectRequest, "path">,
  { size, factor }: Pick<Scale, "size" | "factor">,
): string =>
  JSON.stringify([
    ...[image, modelKey(request)],
    ...(isHalf(request.device ?? "") ? ["half"] : []),
    ...(request.scoresOf === "windows" ? ["windows"] : []),
    ...(factor === 1 ? [] : [size]),
  ]);

/** What the network sees of an image at a scale. */
function seenAt(
  { facts, raster }: OpenImage,
  { size, factor, letterboxed }: Scale,
): Pick<OpenImage, "facts" | "raster"> {
  if (letterboxed)
    return {
      facts: { ...facts, ...size, large: false },
      raster: letterboxRaster(raster, size).raster,
    };
  if (factor === 1) return { facts, raster };
  return { facts: { ...facts, ...size }, raster: scaledRaster(raster, size) };
}

function plan(
  model: LoadedModel,
  image: ImageFacts,
  memory: number | undefined,
): Pick<Subject, "grid" | "plan" | "finer"> {
  const { surgery, detector } = model;
  const budget = fitsIn(model, image.channels, memoryBudget(memory));
  if (!detector) {
    const grid = gridOf(surgery, image);
    return { grid, plan: planTiles(surgery, image, grid, { fits: budget }), finer: 1 };
  }
  const coarse = {
    rows: surgery.vertical.count(image.height),
    columns: surgery.horizontal.count(image.width),
  };
  const fits = detector.form === "list" ? () => true : budget;
  const grid = detectorGrid(detector, image);
  return {
    grid,
    plan: planTiles(surgery, image, coarse, { fits }),
    // The one cell of a list holds all of the map.
    finer:
      detector.form === "list"
        ? Math.max(grid.rows, grid.columns)
        : Math.max(...detector.levels.map(({ finer }) => finer)),
  };
}

/** Puts the file's name before what is said of its image. */
function withPath<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(cause.code, `${path}: ${cause.message}`, { cause });
  }
}
