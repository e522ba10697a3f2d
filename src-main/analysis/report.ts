/** @file The result of an analysis as the contract has it. */
import type { Analysis, Device, LabelledDetection } from "../../src-core/contract/analysis.ts";
import { passFlops } from "../../src-core/network/cost.ts";
import { tilesOf } from "../../src-core/tiling/plan.ts";
import { peakMemory } from "./memory.ts";
import { sizeOf } from "./parts.ts";
import type { Subject } from "./subject.ts";

/** What is not known before the network ran. */
export interface Findings {
  readonly tiles: Analysis["tiles"];
  readonly detections: readonly LabelledDetection[];
}

/** What pass and baseline have in common. */
export function report(
  { path, model, facts, grid, convertTime }: Subject,
  { tiles, detections }: Findings,
  device: Device,
): Analysis {
  const { card, surgery } = model;
  const { vertical, horizontal, window, classes } = surgery;
  const { columns, rows, strideX, strideY } = grid;
  return {
    image: { path, width: facts.width, height: facts.height },
    model: { id: card.id, window, classes: card.head.classes },
    device,
    map: { columns, rows, classes, strideX, strideY },
    receptiveField: {
      width: horizontal.size,
      height: vertical.size,
      offsetX: horizontal.offset,
      offsetY: vertical.offset,
    },
    timings: convertTime === undefined ? {} : { convert: convertTime },
    flops: {},
    peakMemory: peakMemory(),
    tiles,
    detections: [...detections],
    files: {},
  };
}

/** The image as one piece, as the windows see it. */
export const onePiece = ({
  facts: { width, height },
  plan: { halo },
}: Subject): Analysis["tiles"] => ({
  ...{ count: 1, width, height, halo },
});

/** What the tiles share is computed twice, and counts twice. */
export function flopsOfPass({ model, facts, plan }: Subject): number {
  let sum = 0;
  for (const tile of tilesOf(model.surgery, facts, plan))
    sum += passFlops(model.surgery.layers, sizeOf(tile));
  return sum;
}

export const flopsOfWindows = ({ model, grid }: Subject): number =>
  grid.visited.rows * grid.visited.columns * model.windowFlops;
