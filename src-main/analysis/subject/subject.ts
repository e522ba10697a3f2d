/** @file An image with the model that looks at it: what every analysis begins with. */
import { isHalf } from "../../../src-core/contract/devices.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import type { TilePlan } from "../../../src-core/tiling/plan.ts";
import { planTiles } from "../../../src-core/tiling/plan.ts";
import { letterboxRaster } from "../../image/letterbox-raster.ts";
import type { ImageFacts, Raster } from "../../image/raster.ts";
import { scaledRaster } from "../../image/scaled-raster.ts";
import type { Grid } from "../windows/grid.ts";
import { detectorGrid, gridOf } from "../windows/grid.ts";
import { overhang } from "./overhang.ts";
import type { OpenImage } from "./images.ts";
import type { Library, ModelRequest } from "../models/library.ts";
import { modelKey } from "../models/library.ts";
import { fitsIn, memoryBudget } from "./memory.ts";
import type { LoadedModel } from "../models/model.ts";
import type { Scale, ScaleWish } from "./scales.ts";
import { scalesOf } from "./scales.ts";

/** An image and a model: all that a request needs to carry. */
export interface SubjectRequest extends ModelRequest, ScaleWish {
  readonly path: string;
  /** Bytes that one tile of the pass may need; chosen by what is free where it is left out. */
  readonly memory?: number | undefined;
  /** Where it runs: that is part of what is computed only where it is in half precision. */
  readonly device?: string | undefined;
  /** Whose scores are meant: those of the pass where it is left out. */
  readonly scoresOf?: ScoresOf | undefined;
}

/** The pass, or the classifier on every window. One is never taken for the other: only measuring says that they agree. */
export type ScoresOf = "pass" | "windows";

/** One scale of an image, and a model. */
export interface Subject extends Omit<OpenImage, "key"> {
  readonly path: string;
  readonly model: LoadedModel;
  /** The image itself, and its pixels; `facts` and `raster` are what the network sees of it. */
  readonly image: ImageFacts;
  readonly pixels: Raster;
  readonly scale: Scale;
  /** Cells of the score map. */
  readonly grid: Grid;
  /** In cells of a detector's coarsest map, else in those of the score map. */
  readonly plan: TilePlan;
  /** Cells of the score map along one of the plan's. */
  readonly finer: number;
  /** Milliseconds of planning cells and tiles. The pixels' own preparation is part of the network. */
  readonly prepareTime: number;
  readonly isHalf: boolean;
  readonly scoresOf: ScoresOf;
  /** What is known to be told of the image before anything has run; the first scale has it. */
  readonly notices: readonly Notice[];
  /** The same for the same file content, scale, model, precision, and whose scores are meant. */
  readonly key: string;
  /** The same for all scales of an image that were asked for together. */
  readonly family: string;
}

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
  const wished = about(path, () => scalesOf(model, image.facts, { scales, objects }));
  const [first, ...others] = wished.scales;
  if (!first) throw new UserError("internal", `${path}: has no scale`);
  const family = JSON.stringify([
    ...[image.key, modelKey(wanted), device, scales, objects],
    scoresOf,
  ]);
  const on = (scale: Scale): Subject => {
    const seen = seenAt(image, scale);
    const start = performance.now();
    const planned = about(path, () => plan(model, seen.facts, memory));
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
function about<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(cause.code, `${path}: ${cause.message}`, { cause });
  }
}
