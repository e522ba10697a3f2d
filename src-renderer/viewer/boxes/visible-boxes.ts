/** @file Detections on the screen: which are outlined, which are too small for that, and the labels that are in sight. */
import type { EditedDetection } from "../../../src-core/detection/with-edits.ts";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import type { Size } from "../../../src-core/size.ts";
import { shortName } from "../../presentation/short-names.ts";
import type { BoxIndex } from "./box-index.ts";
import type { View } from "../view.ts";
import { toImage } from "../view.ts";

export interface BoxLabel {
  readonly detection: EditedDetection;
  /** Top-left corner of its box, CSS pixels of the viewer. */
  readonly x: number;
  readonly y: number;
  /** Whether the score fits beside the name. */
  readonly showsScore: boolean;
  /** Which of the colours of classes it has. */
  readonly colourIndex: number;
}

const narrowest = 14; // CSS pixels of a box that gets a label
const scoreFrom = 52;
const pointsFrom = 24; // CSS pixels of a box whose points can be told apart
const mostLabels = 300; // labels: more cannot be read, and are slow
const mostTried = 2000; // boxes for which a place is looked for
export const dotSize = 3; // CSS pixels of a box that is too small for an outline

/** The part of the image that the viewer shows. */
export function visibleArea(view: View, viewer: Size): Rectangle {
  const { x, y } = toImage(view, 0, 0);
  return { x, y, width: viewer.width / view.scale, height: viewer.height / view.scale };
}

/** Boxes that are small on the screen, counted in squares of `dot` CSS pixels which move with the image. */
export interface Dots {
  readonly columns: number;
  readonly rows: number;
  /** How many boxes have their centre in a square, row by row. */
  readonly counts: Uint16Array;
  /** The colour of one of them. */
  readonly colourIndices: Uint8Array;
  /** Corner of the first square, CSS pixels of the viewer. */
  readonly x: number;
  readonly y: number;
}

export interface BoxMarks {
  /** x, y, width, height of each outline, CSS pixels of the viewer. */
  readonly outlines: readonly number[];
  /** The colour of each. */
  readonly colourIndices: readonly number[];
  /** Which of the outlines are of rejected boxes; absent where none is. */
  readonly rejected?: ReadonlySet<number>;
  readonly dots: Dots | null;
  /** x and y of each point of an object, CSS pixels of the viewer. */
  readonly points: readonly number[];
}

/** What is drawn of the boxes: the cost follows what is in sight, and what is crowded is counted instead of drawn. */
export function visibleMarks(index: BoxIndex, view: View, viewer: Size): BoxMarks {
  const { scale } = view;
  const outlines: number[] = [];
  const colourIndices: number[] = [];
  const points: number[] = [];
  const rejected = new Set<number>();
  // Squares begin at whole multiples of their size in the image: they keep their boxes while it is moved.
  const [firstColumn, firstRow] = [Math.floor(-view.x / dotSize), Math.floor(-view.y / dotSize)];
  const columns = Math.ceil(viewer.width / dotSize) + 2;
  const rows = Math.ceil(viewer.height / dotSize) + 2;
  const counts = new Uint16Array(columns * rows);
  const dotColours = new Uint8Array(columns * rows);
  let counted = 0;
  index.visit(visibleArea(view, viewer), (box, x, y, width, height) => {
    if (width * scale >= 2 * dotSize || height * scale >= 2 * dotSize) {
      if (index.isRejected(box)) rejected.add(colourIndices.length);
      outlines.push(x * scale + view.x, y * scale + view.y, width * scale, height * scale);
      colourIndices.push(index.colourIndex(box));
      if (width * scale < pointsFrom) return;
      for (const point of index.detections[box]?.landmarks ?? [])
        points.push(point.x * scale + view.x, point.y * scale + view.y);
      return;
    }
    const column = Math.floor(((x + width / 2) * scale) / dotSize) - firstColumn;
    const row = Math.floor(((y + height / 2) * scale) / dotSize) - firstRow;
    if (column < 0 || row < 0 || column >= columns || row >= rows) return;
    counted++;
    counts[row * columns + column] = (counts[row * columns + column] ?? 0) + 1;
    dotColours[row * columns + column] = index.colourIndex(box);
  });
  const common = { outlines, colourIndices, points, ...(rejected.size > 0 && { rejected }) };
  if (counted === 0) return { ...common, dots: null };
  const [x, y] = [view.x + firstColumn * dotSize, view.y + firstRow * dotSize];
  return {
    ...common,
    dots: { columns, rows, counts, colourIndices: dotColours, x, y },
  };
}

/** Room of a label, CSS pixels: near enough to keep two from lying over each other. */
const labelSize = { height: 17, letter: 6.6, padding: 10, score: 44 };

/** Labels of the boxes that touch the viewer, best first; one that would lie over a better one is left out. */
export function visibleLabels(index: BoxIndex, view: View, viewer: Size): BoxLabel[] {
  if (index.longest * view.scale < narrowest) return [];
  const { detections } = index;
  const found: number[] = [];
  index.visit(visibleArea(view, viewer), (box, _x, _y, width) => {
    if (width * view.scale >= narrowest && !index.isRejected(box)) found.push(box);
  });
  // The index of a box is its rank.
  found.sort((a, b) => a - b);
  const labels: BoxLabel[] = [];
  const places = new Places();
  for (const box of found.slice(0, mostTried)) {
    const detection = detections[box];
    if (!detection) continue;
    if (labels.length === mostLabels) break;
    const { x, y, width } = detection;
    const showsScore = width * view.scale >= scoreFrom;
    const [left, top] = [view.x + x * view.scale, view.y + y * view.scale];
    const letters = shortName(detection.label).length * labelSize.letter;
    const right = left + letters + labelSize.padding + (showsScore ? labelSize.score : 0);
    if (!places.isFree(left, right, top) || hidesMiddle(index, view, left, right, top)) continue;
    labels.push({ detection, x: left, y: top, showsScore, colourIndex: index.colourIndex(box) });
    places.take(left, right, top);
  }
  return labels;
}

/** Whether a label would lie over the middle of a box, where the cell lies that made it. */
function hidesMiddle(
  index: BoxIndex,
  view: View,
  left: number,
  right: number,
  top: number,
): boolean {
  const corner = toImage(view, left, top - labelSize.height);
  const area = {
    ...corner,
    width: (right - left) / view.scale,
    height: labelSize.height / view.scale,
  };
  let hides = false;
  index.visit(area, (_box, x, y, width, height) => {
    const [middleX, middleY] = [x + width / 2, y + height / 2];
    hides ||=
      middleX > area.x &&
      middleX < area.x + area.width &&
      middleY > area.y &&
      middleY < area.y + area.height;
  });
  return hides;
}

/** Where labels lie already, by lines of their height: only those of neighbouring lines are compared. */
class Places {
  private readonly lines = new Map<number, { left: number; right: number; top: number }[]>();

  isFree(left: number, right: number, top: number): boolean {
    const line = Math.floor(top / labelSize.height);
    return [line - 1, line, line + 1].every((near) =>
      (this.lines.get(near) ?? []).every(
        (other) =>
          Math.abs(other.top - top) >= labelSize.height ||
          left >= other.right ||
          right <= other.left,
      ),
    );
  }

  take(left: number, right: number, top: number): void {
    const line = Math.floor(top / labelSize.height);
    const placed = this.lines.get(line) ?? [];
    placed.push({ left, right, top });
    this.lines.set(line, placed);
  }
}
