/** @file What there is to be written about one analysed image. */
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { ClassifierHead } from "../../src-core/contract/card.ts";
import type { MapPlacement } from "../../src-core/overlay/registration.ts";
import type { Overlay } from "../image/overlay.ts";
import type { Raster } from "../image/raster.ts";
import { planeOf } from "./layer-plane.ts";
import type { ScoreSource } from "./score-source.ts";

export interface Exportable {
  readonly result: Analysis;
  readonly head: ClassifierHead;
  readonly raster: Raster;
  readonly scores: ScoreSource;
}

export function placementOf({ map, model: { window } }: Analysis): MapPlacement {
  const { columns, rows, strideX, strideY } = map;
  const place = { columns, rows, strideX, strideY };
  return { ...place, windowWidth: window.width, windowHeight: window.height };
}

/** What is drawn: the best object of every cell, and the detections. */
export const overlayOf = ({ result, head, scores }: Exportable): Overlay => ({
  placement: placementOf(result),
  range: scores.range,
  detections: result.detections,
  plane: async (area) => (await planeOf(scores, area, "objects", head.background)).data,
});
