/** @file The result of an analysis as the contract has it. */
import type { Analysis, LabelledDetection, Limits } from "../../../src-core/contract/analysis.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import { withoutDuplicates } from "../../../src-core/contract/notices.ts";
import { isOfBoxes } from "../../../src-core/detection/dropped-boxes.ts";
import { passFlops } from "../../../src-core/network/properties/cost.ts";
import { tilesOf } from "../../../src-core/tiling/plan.ts";
import type { FoundDetections } from "../objects/detection-cache.ts";
import { peakMemory } from "../subject/memory.ts";
import { isLookedInto } from "../models/model.ts";
import { tilePixels } from "../pass/tile-scores.ts";
import type { ChosenDevice } from "../sessions/chosen-device.ts";
import type { Subject, Subjects } from "../subject/subject.ts";

/** What is not known before the network ran. */
export interface Findings {
  readonly tiles: Analysis["tiles"];
  readonly detections: readonly LabelledDetection[];
  readonly limits?: Limits | undefined;
  readonly stages?: Analysis["stages"] | undefined;
  readonly notices?: readonly Notice[] | undefined;
}

/** What pass and baseline have in common. */
export function report(
  subjects: Subjects,
  { tiles, detections, limits, stages, notices = [] }: Findings,
  { device, notices: ofDevice }: Pick<ChosenDevice, "device" | "notices">,
): Analysis {
  const [{ path, model, image, scale, convertTime }] = subjects;
  const { card, surgery, detector } = model;
  const { vertical, horizontal, window } = surgery;
  const { width, height } = image;
  return {
    image: { path, width, height },
    model: { id: card.id, window, classes: card.head.classes },
    device,
    ...geometryOf(subjects[0]),
    ...(subjects.length === 1 && scale.factor === 1 ? {} : { scales: subjects.map(scaleOf) }),
    receptiveField: isLookedInto(detector)
      ? {
          width: horizontal.size / scale.x,
          height: vertical.size / scale.y,
          offsetX: horizontal.offset / scale.x,
          offsetY: vertical.offset / scale.y,
        }
      : null,
    timings: convertTime === undefined ? {} : { convert: convertTime },
    flops: {},
    peakMemory: peakMemory(),
    tiles,
    detections: [...detections],
    ...(limits ? { limits } : {}),
    ...(stages ? { stages } : {}),
    files: {},
    notices: withoutDuplicates([
      ...subjects.flatMap((one) => one.notices),
      ...ofDevice,
      ...notices,
    ]),
  };
}

/** The same analysis with what counts at other limits. */
export function withDetections(
  result: Analysis,
  { list, limits, stages, notices }: FoundDetections,
): Analysis {
  const others = result.notices.filter((one) => !isOfBoxes(one));
  const told = { ...result, detections: list, limits, notices: [...others, ...notices] };
  return stages ? { ...told, stages } : told;
}

/** In pixels of the image. */
export function geometryOf({ model, grid, scale }: Subject): Pick<Analysis, "map" | "cell"> {
  const { columns, rows, strideX, strideY, width, height } = grid;
  const { classes } = model.surgery;
  return {
    map: { columns, rows, classes, strideX: strideX / scale.x, strideY: strideY / scale.y },
    cell: { width: width / scale.x, height: height / scale.y },
  };
}

const scaleOf = (subject: Subject): NonNullable<Analysis["scales"]>[number] => ({
  scale: subject.scale.factor,
  ...subject.scale.size,
  ...geometryOf(subject),
});

/** What the network was shown, all scales together. */
export function tilesOfScales(tiles: readonly Analysis["tiles"][]): Analysis["tiles"] {
  const most = (of: (one: Analysis["tiles"]) => number): number => Math.max(...tiles.map(of));
  return {
    count: tiles.reduce((sum, { count }) => sum + count, 0),
    width: most(({ width }) => width),
    height: most(({ height }) => height),
    halo: most(({ halo }) => halo),
  };
}

/** The image as one piece, as the windows see it. */
export const wholeImageTile = ({
  facts: { width, height },
  plan: { halo },
}: Subject): Analysis["tiles"] => ({
  count: 1,
  width,
  height,
  halo,
});

/** What the tiles share is computed twice, and counts twice. Undefined for a network that nobody has looked into. */
export function flopsOfPass(subjects: Subjects): number | undefined {
  let sum = 0;
  for (const { model, facts, plan } of subjects)
    for (const tile of tilesOf(model.surgery, facts, plan))
      sum += passFlops(model.surgery.layers, tilePixels(tile));
  return sum === 0 ? undefined : sum;
}

export const flopsOfWindows = (subjects: Subjects): number =>
  subjects.reduce(
    (sum, { model, grid }) => sum + grid.visited.rows * grid.visited.columns * model.windowFlops,
    0,
  );
