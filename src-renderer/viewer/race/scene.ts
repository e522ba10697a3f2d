/** @file What both sides of a race are drawn of: the image, and on each of its scales the scores of pass and windows. */
import type { RaceLeg } from "../../../src-core/contract/race.ts";
import type { ColorScale } from "../../../src-core/overlay/paint.ts";
import { paintCells } from "../../../src-core/overlay/paint.ts";
import type { MapPlacement } from "../../../src-core/overlay/registration.ts";
import type { Size } from "../../../src-core/size.ts";

/** A score for each cell, or the best of 2^level × 2^level of them; NaN where there is none. */
export interface Plane {
  readonly level: number;
  readonly rows: number;
  readonly columns: number;
  readonly scores: Float32Array;
}

export interface RaceLayer {
  readonly placement: MapPlacement;
  readonly pass: Plane;
}

export interface RaceScene {
  readonly image: CanvasImageSource;
  /** Of the image, in its pixels, which the placements are in. */
  readonly size: Size;
  readonly layers: readonly RaceLayer[];
}

/** Colours of scores. */
export interface RaceColours {
  /** 256 × RGB */
  readonly colors: Uint8Array;
  readonly range: ColorScale;
}

/** RGBA, one pixel for each score, none where there is no score. */
export function pixelsOf(
  { rows, columns, scores }: Plane,
  { colors, range }: RaceColours,
): ImageData {
  const pixels = new ImageData(columns, rows);
  paintCells(scores, { colors, range, opacity: 0.94, threshold: 0 }, pixels.data);
  return pixels;
}

/**
 * What the windows said, on the plane of the pass. A plane that holds several cells in one has the best that is known of them.
 * @param scores of the windows of this leg, in the order in which they were run; those of the pass where they are not kept
 */
export function planeOfWindows(
  { areas, sample, measured }: RaceLeg,
  pass: Plane,
  scores: Float32Array | null,
): Plane {
  const { level, rows, columns } = pass;
  const own = new Float32Array(rows * columns).fill(NaN);
  const enter = (row: number, column: number, place: number): void => {
    const at = (row >> level) * columns + (column >> level);
    const score = (scores ? scores[place] : pass.scores[at]) ?? NaN;
    const known = own[at] ?? NaN;
    if (!(known >= score)) own[at] = score;
  };
  eachCell({ areas, sample, measured }, enter);
  return { level, rows, columns, scores: own };
}

/** Every window that was run and is listed. @param visit hears of its place in the order in which they were run */
export function eachCell(
  { areas, sample, measured }: Pick<RaceLeg, "areas" | "sample" | "measured">,
  visit: (row: number, column: number, place: number) => void,
): void {
  let [first, listed] = [0, 0];
  for (const [top, left, height, width] of areas) {
    const end = first + height * width;
    if (sample) {
      for (; (sample.cells[listed] ?? Infinity) < end; listed++) {
        const cell = (sample.cells[listed] ?? 0) - first;
        visit(top + Math.floor(cell / width), left + (cell % width), listed * sample.every);
      }
    } else {
      const here = Math.min(end, measured) - first;
      for (let cell = 0; cell < here; cell++)
        visit(top + Math.floor(cell / width), left + (cell % width), first + cell);
    }
    first = end;
  }
}
