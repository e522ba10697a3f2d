/** @file Pixels in memory as the subject of a pass in one piece. */
import { planOf } from "../../src-core/tiling/plan.ts";
import { gridOf } from "../../src-main/analysis/windows/grid.ts";
import type { LoadedModel } from "../../src-main/analysis/models/model.ts";
import type { Subject } from "../../src-main/analysis/subject/subject.ts";
import type { Pixels } from "../../src-main/engine/engine.ts";
import { heldRaster } from "../../src-main/image/raster.ts";

export function subjectOf(model: LoadedModel, pixels: Pixels): Subject {
  const { width, height, channels } = pixels;
  const facts = { width, height, channels, pages: 1, large: false, notices: [] };
  const grid = gridOf(model.surgery, pixels);
  return {
    path: "",
    key: "",
    model,
    facts,
    grid,
    decodeTime: 0,
    prepareTime: 0,
    image: facts,
    isHalf: false,
    mark: { image: "", sha256: "", card: "" },
    scoresOf: "pass",
    finer: 1,
    family: "",
    notices: [],
    scale: { index: 0, factor: 1, x: 1, y: 1, size: { width, height }, letterboxed: false },
    raster: heldRaster(pixels),
    pixels: heldRaster(pixels),
    plan: planOf(model.surgery, pixels, grid, grid),
  };
}
