/** @file Windows of a proposal network with an object in them. */
import type { PnetHead } from "../contract/heads.ts";
import type { ScoreMap } from "../overlay/plane.ts";
import type { Candidate } from "./candidate.ts";
import type { Size } from "../size.ts";

export interface PnetGeometry {
  readonly stride: { readonly x: number; readonly y: number };
  readonly window: Size;
  /** Pixels of the network's image for each pixel of the image. */
  readonly scale: number;
}

/**
 * Cells whose object scores at least `floor`: their windows in whole pixels of the image, both borders included, as the
 * published implementation has them, and the boxes that the network moves them to.
 * @param map scores, then left, top, right, bottom as shares of the window, then kinds
 * @param corner cell of the whole map that this part begins with
 * Source: Zhang et al. 2016; davidsandberg/facenet, detect_face.py, generateBoundingBox and bbreg.
 */
export function pnetWindows(
  { data, rows, columns }: ScoreMap,
  corner: { readonly row: number; readonly column: number },
  { stride, window, scale }: PnetGeometry,
  head: PnetHead,
  floor: number,
): Omit<Candidate, "scale">[] {
  const cells = rows * columns;
  const classes = head.classes.length;
  const kinds = head.outputs.kinds === undefined ? 0 : (head.kinds?.length ?? 0);
  const found: Omit<Candidate, "scale">[] = [];
  for (const cell of cellsFrom(data.subarray(0, classes * cells), cells, head.background, floor)) {
    const at = (plane: number): number => data[plane * cells + cell] ?? NaN;
    const object = best(at, 0, classes, head.background);
    const place = {
      row: corner.row + Math.floor(cell / columns),
      column: corner.column + (cell % columns),
    };
    const [left, right] = edges(place.column * stride.x, window.width, scale);
    const [top, bottom] = edges(place.row * stride.y, window.height, scale);
    const [width, height] = [right - left, bottom - top];
    const x = left + at(classes) * width;
    const y = top + at(classes + 1) * height;
    found.push({
      classIndex: kinds > 0 ? Math.max(0, best(at, classes + 4, kinds)) : object,
      score: at(object),
      x: left,
      y: top,
      width: width + 1,
      height: height + 1,
      object: {
        x,
        y,
        width: right + at(classes + 2) * width - x,
        height: bottom + at(classes + 3) * height - y,
      },
    });
  }
  return found;
}

/** Cells of which any class but the background scores at least `floor`. Few do: the others cost one look for each class. */
function cellsFrom(
  scores: Float32Array,
  cells: number,
  background: number | undefined,
  floor: number,
): Iterable<number> {
  const found = new Set<number>();
  for (let plane = 0, at = 0; at < scores.length; plane++)
    for (let cell = 0; cell < cells; cell++, at++)
      if (plane !== background && (scores[at] ?? NaN) >= floor) found.add(cell);
  return [...found].sort((a, b) => a - b);
}

/** First and last pixel of a window that begins at `start`; pixels are counted from 1 and cut to whole ones. */
const edges = (start: number, length: number, scale: number): [number, number] => [
  Math.trunc((start + 1) / scale),
  Math.trunc((start + length) / scale),
];

/** The best of some planes, counted from their first one; −1 where none is a number. */
function best(
  at: (plane: number) => number,
  first: number,
  count: number,
  except?: number,
): number {
  let [index, most] = [-1, -Infinity];
  for (let plane = 0; plane < count; plane++)
    if (plane !== except && at(first + plane) > most) {
      index = plane;
      most = at(first + plane);
    }
  return index;
}
