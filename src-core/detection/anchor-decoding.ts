/** @file What a map says of its anchors, as boxes: RPN's objectness is one class, SSD has a map for each size of objects. */
import { anchorAt } from "./anchors.ts";
import type { Candidate } from "./candidate.ts";
import type { Variances } from "./deltas.ts";
import { applyDeltas } from "./deltas.ts";
import type { Size } from "../size.ts";
import { clipToImage } from "./box.ts";
import type { BoxFault } from "../contract/box-faults.ts";
import { faultOf } from "./box-checks.ts";

export interface AnchorMap {
  /** Probabilities, anchors·classes × rows × columns: the classes of the first anchor, then those of the second one … */
  readonly scores: Float32Array;
  /** Anchors·4 × rows × columns: x, y, width and height of the first anchor … */
  readonly deltas: Float32Array;
  readonly classes: number;
  readonly rows: number;
  readonly columns: number;
}

export interface AnchorGrid {
  /** One for each anchor of a cell. */
  readonly shapes: readonly Size[];
  /** Pixels from cell to cell. */
  readonly stride: { readonly x: number; readonly y: number };
  readonly variances: Variances;
  /** Cell of the whole image that the map begins with. */
  readonly corner?: { readonly row: number; readonly column: number };
}

export interface DecodingOptions {
  /** The lowest score of a box. */
  readonly threshold: number;
  /** The class that means "nothing here"; null where there is none. */
  readonly background: number | null;
  /** Boxes end where it does; those outside are none. */
  readonly image: Size;
  /** What the network sees: the image, and what was put at its right or below it to fill a network's one size. */
  readonly seen: Size;
}

/** A box on the image, or one that is none, which is told. */
export type DecodedBox = Omit<Candidate, "scale">;

/**
 * Every class of every anchor that scores enough, in no order and not thinned; those that are no boxes among them.
 * @throws RangeError when the numbers do not have the stated shape
 */
export function decodeAnchors(
  map: AnchorMap,
  grid: AnchorGrid,
  wanted: DecodingOptions,
): DecodedBox[] {
  const { scores, deltas, classes, rows, columns } = map;
  const { row: top, column: left } = grid.corner ?? { row: 0, column: 0 };
  const cells = rows * columns;
  const anchors = grid.shapes.length;
  check("scores", scores.length, [anchors, classes, rows, columns]);
  check("deltas", deltas.length, [anchors, 4, rows, columns]);
  const found: DecodedBox[] = [];
  for (const [index, shape] of grid.shapes.entries()) {
    const delta = (which: number, cell: number): number =>
      deltas[(4 * index + which) * cells + cell] ?? NaN;
    for (let classIndex = 0; classIndex < classes; classIndex++) {
      if (classIndex === wanted.background) continue;
      const plane = (index * classes + classIndex) * cells;
      for (let cell = 0; cell < cells; cell++) {
        const score = scores[plane + cell] ?? NaN;
        if (!(score >= wanted.threshold) || score === Infinity) continue;
        const place = { row: top + Math.floor(cell / columns), column: left + (cell % columns) };
        const deltas = {
          x: delta(0, cell),
          y: delta(1, cell),
          width: delta(2, cell),
          height: delta(3, cell),
        };
        const anchor = anchorAt(shape, place, grid.stride);
        const box = applyDeltas(anchor, deltas, grid.variances);
        const isFinite = Object.values(deltas).every(Number.isFinite);
        const fault = isFinite ? faultOf(box, wanted.seen) : "not-finite";
        found.push(...clippedOrFaulty({ classIndex, score, ...box }, fault, wanted.image));
      }
    }
  }
  return found;
}

/** What lies in the pad alone is on no image. */
export function clippedOrFaulty(
  box: DecodedBox,
  fault: BoxFault | null,
  image: Size,
): DecodedBox[] {
  if (fault !== null) return [{ ...box, fault }];
  const part = clipToImage(box, image);
  return part ? [{ ...box, ...part }] : [];
}

function check(what: string, count: number, shape: readonly number[]): void {
  const expected = shape.reduce((product, length) => product * length, 1);
  if (count !== expected)
    throw new RangeError(`${what} of ${shape.join("×")} are ${expected} numbers, not ${count}`);
}
