/** @file The result of an analysis as the contract has it. */
import { cpus } from "node:os";
import type { Analysis, Device } from "../../src-core/contract/analysis.ts";
import { passFlops } from "../../src-core/network/cost.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import { detect } from "./detect.ts";
import { peakMemory } from "./memory.ts";
import type { Subject } from "./subject.ts";

/** The device that runs everything, and why it is this one. */
const cpuDevice = (requested: string): Device => ({
  engine: "onnxruntime",
  provider: "cpu",
  name: cpus()[0]?.model.trim() ?? "CPU",
  requested,
  reason:
    requested === "cpu" ? "requested" : "the only device that this version of Fullconv runs on",
});

/** What pass and baseline have in common. @param threshold of detections */
export function report(
  { path, model, pixels, grid }: Subject,
  map: ScoreMap,
  { threshold, device }: { threshold: number; device: string },
): Analysis {
  const { card, surgery } = model;
  const { vertical, horizontal, window } = surgery;
  return {
    image: { path, width: pixels.width, height: pixels.height },
    model: { id: card.id, window, classes: card.head.classes },
    device: cpuDevice(device),
    map: {
      columns: grid.columns,
      rows: grid.rows,
      classes: map.classes,
      strideX: grid.strideX,
      strideY: grid.strideY,
    },
    receptiveField: {
      width: horizontal.size,
      height: vertical.size,
      offsetX: horizontal.offset,
      offsetY: vertical.offset,
    },
    timings: {},
    flops: {},
    peakMemory: peakMemory(),
    tiles: {
      count: 1,
      width: pixels.width,
      height: pixels.height,
      halo: Math.max(horizontal.size - grid.strideX, vertical.size - grid.strideY, 0),
    },
    detections: detect(map, grid, card.head, threshold),
    files: {},
  };
}

export const flopsOfPass = ({ model, pixels }: Subject): number =>
  passFlops(model.surgery.layers, pixels);

export const flopsOfWindows = ({ model, grid }: Subject): number =>
  grid.visited.rows * grid.visited.columns * model.windowFlops;
