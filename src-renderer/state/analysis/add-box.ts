/** @file A box that is added without a pointer. */
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { windowOf } from "../../../src-core/overlay/registration.ts";
import { between } from "../../presentation/placed-box.ts";
import type { AnalysisRun } from "./analysis-run.svelte.ts";

/** At the window of the probed cell, or of the cell in the middle; it has the keys then. */
export function addAtProbe({ detections, placement, probe, image }: AnalysisRun): void {
  if (!placement || !detections.isEditable) return;
  const middle = {
    row: Math.floor(placement.rows / 2),
    column: Math.floor(placement.columns / 2),
  };
  const { row, column } = probe.cell ?? middle;
  const { x, y, width, height }: Rectangle = windowOf(placement, row, column);
  const area = between({ x, y }, { x: x + width, y: y + height }, image);
  if (!area) return;
  detections.drawing = false;
  detections.add(area);
  detections.handleWanted = true;
}
