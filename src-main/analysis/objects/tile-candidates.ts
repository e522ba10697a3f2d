/** @file The boxes of one tile, while the pass goes on over the others. */
import type { Candidate, LimitsRequest } from "../../../src-core/detection/candidate.ts";
import { lowestScore } from "../../../src-core/detection/candidate.ts";
import { addClasses, noClasses, peaks } from "../../../src-core/detection/peaks.ts";
import { pnetWindows } from "../../../src-core/detection/pnet.ts";
import { lowestThresholdOf } from "../../../src-core/detection/select.ts";
import type { Tile } from "../../../src-core/tiling/plan.ts";
import { unpackBoxes } from "../pass/packed-boxes.ts";
import type { TileResult } from "../pass/tile-runner.ts";
import { tileColumns, tileRows } from "../pass/tile-scores.ts";
import type { Job } from "../jobs/job.ts";
import type { Subject, Subjects } from "../subject/subject.ts";
import { onImage } from "./candidates.ts";

/** Few look for less. */
const usualFloor = 0.05;

/** So many of a tile are told, and how many there are. */
const mostOfTile = 2000;

/**
 * Whether what is found in a tile can be told before the others are done: not where several scales, or the further networks of a
 * cascade, decide about it together.
 */
export const isLocal = ([{ model, plan }, ...others]: Subjects): boolean =>
  others.length === 0 && model.stages.length === 0 && plan.down * plan.across > 1;

/** Tells of the boxes in each tile. @param requested with the threshold that was asked for */
export function tellingTiles(subject: Subject, { threshold }: LimitsRequest, job: Job) {
  const floor = floorOf(subject, threshold);
  return (tile: Tile, result: TileResult): void => {
    const found = tileCandidates(subject, tile, result, floor);
    job.tell?.({ type: "found", boxes: found.slice(0, mostOfTile), count: found.length });
  };
}

/** The lowest score that is told of. */
const floorOf = ({ model }: Subject, threshold?: number): number =>
  Math.max(lowestScore, Math.min(usualFloor, threshold ?? lowestThresholdOf(model.card.head)));

/**
 * In pixels of the image, best first. Of a classifier the tile is looked at by itself: a peak at its border may have a higher
 * neighbour in the next one, and is pushed aside by it when that is there.
 */
function tileCandidates(
  subject: Subject,
  tile: Tile,
  { part, boxes }: TileResult,
  floor: number,
): Candidate[] {
  const found = sound(subject, tile, part, boxes, floor);
  return found.sort((a, b) => b.score - a.score);
}

function sound(
  subject: Subject,
  tile: Tile,
  part: Float32Array,
  boxes: Float64Array,
  floor: number,
): Candidate[] {
  const { model, grid, scale } = subject;
  const { head } = model.card;
  const area = { rows: tileRows(tile), columns: tileColumns(tile) };
  const corner = { row: tile.vertical.from, column: tile.horizontal.from };
  const map = { data: part, classes: model.surgery.classes, ...area };
  switch (head.kind) {
    case "classifier": {
      const field = noClasses(area);
      addClasses(field, map, { background: head.background ?? null });
      const { strideX, strideY, width: windowWidth, height: windowHeight } = grid;
      const own = { row: 0, column: 0, ...area };
      return peaks(field, { strideX, strideY, windowWidth, windowHeight }, floor, {
        ...corner,
        own,
      }).map((peak) => ({ ...peak, ...onImage(peak, subject), scale: scale.index }));
    }
    case "pnet": {
      const { strideX, strideY, width, height } = grid;
      const geometry = {
        stride: { x: strideX, y: strideY },
        window: { width, height },
        scale: scale.factor,
      };
      return pnetWindows(map, corner, geometry, head, floor).map((window) => ({
        ...window,
        scale: scale.index,
      }));
    }
    case "rpn":
    case "ssd":
      return [...unpackBoxes(boxes, scale.index, floor)].flatMap((box) =>
        box.fault === undefined ? [{ ...box, ...onImage(box, subject) }] : [],
      );
  }
}
