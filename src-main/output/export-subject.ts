/** @file What there is to be written about one analysed image. */
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { CorrectedAnalysis } from "../../src-core/detection/corrected-analysis.ts";
import type { Head } from "../../src-core/contract/heads.ts";
import { headOf } from "../../src-core/detection/heads/head-of.ts";
import { objectLabels } from "../../src-core/detection/heads/object-labels.ts";
import { limitsOf } from "../../src-core/detection/select.ts";
import { classColour, colourIndexer } from "../../src-core/overlay/class-colours.ts";
import { shownFrom } from "../../src-core/overlay/paint.ts";
import type { MapPlacement } from "../../src-core/overlay/registration.ts";
import type { Overlay } from "../image/drawing/overlay.ts";
import type { Raster } from "../image/raster.ts";
import { planeOf } from "./layer-plane.ts";
import type { ScoreSource } from "./score-source.ts";

export interface Exportable {
  readonly result: CorrectedAnalysis;
  readonly head: Head;
  readonly raster: Raster;
  readonly scores: ScoreSource;
}

export function placementOf({ map, cell }: Pick<Analysis, "map" | "cell">): MapPlacement {
  const { columns, rows, strideX, strideY } = map;
  const place = { columns, rows, strideX, strideY };
  return { ...place, windowWidth: cell.width, windowHeight: cell.height };
}

/** As the window has them. */
function lineOf(head: Head): Overlay["lineOf"] {
  const indexOf = colourIndexer(objectLabels(head));
  return (label) => classColour(indexOf(label));
}

/** What is drawn: the best object of every cell, and the detections. */
export const overlayOf = ({ result, head, scores }: Exportable): Overlay => ({
  placement: placementOf(result),
  range: headOf(head).range ?? scores.range,
  detections: result.detections,
  threshold: shownFrom(result.limits ?? limitsOf(head, {})),
  lineOf: lineOf(head),
  plane: async (area) => {
    const readClasses: typeof scores.readClasses = (...args) => scores.readClasses(...args);
    const classes = { ...area, readClasses, classes: head.classes.length };
    return (await planeOf(classes, area, "objects", head.background)).data;
  },
});
