/** @file Opens an image on each of its scales for a model. */
import { raw, said } from "../../../src-core/messages/said.ts";
import { isHalf } from "../../../src-core/contract/devices.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { planTiles } from "../../../src-core/tiling/plan.ts";
import { changed } from "../../image/file-version.ts";
import { letterboxRaster } from "../../image/resample/letterbox-raster.ts";
import type { ImageFacts } from "../../image/raster.ts";
import { scaledRaster } from "../../image/resample/scaled-raster.ts";
import { detectorGrid, gridOf } from "../windows/grid.ts";
import { overhang } from "./overhang.ts";
import type { OpenImage } from "./image-cache.ts";
import type { Library } from "../models/library.ts";
import { modelKey } from "../models/library.ts";
import type { ModelMark } from "../models/files/model-identity.ts";
import { markOf } from "../models/files/model-identity.ts";
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
  const { path, memory, device = "", scales, objects, scoresOf = "pass", ...asked } = request;
  const { mark: demanded, ...wanted } = asked;
  const model = await library.get(wanted);
  const mark = markOf(model);
  if (demanded) demandSame(wanted.model, demanded, mark);
  const image = await open();
  if (demanded?.image !== undefined && demanded.image !== image.key) throw changed(path);
  const wished = withPath(path, () => scalesOf(model, image.facts, { scales, objects }));
  const [first, ...others] = wished.scales;
  if (!first) throw new UserError("internal", said("analysis.no-scale", { path }));
  const family = JSON.stringify([
    ...[image.key, modelKey(wanted), mark, device, scales, objects],
    scoresOf,
  ]);
  const on = (scale: Scale): Subject => {
    const seen = seenAt(image, scale);
    const start = performance.now();
    const planned = withPath(path, () => plan(model, seen.facts, memory));
    const prepareTime = performance.now() - start;
    const key = subjectKey(image.key, { ...wanted, mark, device, scoresOf }, scale);
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
      mark: { ...mark, image: image.key },
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

/** @param image key of the image @param request with the mark of the model that is meant */
export const subjectKey = (
  image: string,
  request: Omit<SubjectRequest, "path">,
  { size, factor }: Pick<Scale, "size" | "factor">,
): string =>
  JSON.stringify([
    ...[image, modelKey(request), request.mark?.sha256, request.mark?.card],
    ...(isHalf(request.device ?? "") ? ["half"] : []),
    ...(request.scoresOf === "windows" ? ["windows"] : []),
    ...(factor === 1 ? [] : [size]),
  ]);

/** @throws UserError `unknown-model` */
function demandSame(model: string, then: ModelMark, now: ModelMark): void {
  if (then.sha256 === now.sha256 && then.card === now.card) return;
  const what = said(then.sha256 === now.sha256 ? "analysis.card" : "analysis.file");
  throw new UserError("unknown-model", said("analysis.model-changed-since-was", { model, what }));
}

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
    throw new UserError(
      cause.code,
      said("of", { subject: path, what: cause.said ?? raw(cause.message) }),
      { cause },
    );
  }
}
