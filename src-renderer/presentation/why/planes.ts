/** @file Planes of cells beside and below each other, as a volume or kernels are drawn: which cell lies where. */

export interface PlaneLayout {
  /** Planes one below the other, and beside each other; plane p stands in row ⌊p / across⌋. */
  readonly down: number;
  readonly across: number;
  /** Cells of each. */
  readonly height: number;
  readonly width: number;
}

export interface PlanePlace {
  readonly plane: number;
  readonly y: number;
  readonly x: number;
}

/** Between two planes, in cells. */
const gap = 1;

/** Cells of the whole drawing, gaps included. */
export const extentOf = ({ down, across, height, width }: PlaneLayout) => ({
  rows: down * (height + gap) - gap,
  columns: across * (width + gap) - gap,
});

/** Upper left corner of a cell in the drawing. */
export function cornerOf({ across, height, width }: PlaneLayout, { plane, y, x }: PlanePlace) {
  return {
    row: Math.floor(plane / across) * (height + gap) + y,
    column: (plane % across) * (width + gap) + x,
  };
}

/** The cell at a point of the drawing, in cells; null in a gap and outside. */
export function placeAt(layout: PlaneLayout, row: number, column: number): PlanePlace | null {
  const { rows, columns } = extentOf(layout);
  const [down, across] = [Math.floor(row), Math.floor(column)];
  if (down < 0 || across < 0 || down >= rows || across >= columns) return null;
  const y = down % (layout.height + gap);
  const x = across % (layout.width + gap);
  if (y >= layout.height || x >= layout.width) return null;
  const plane =
    Math.floor(down / (layout.height + gap)) * layout.across +
    Math.floor(across / (layout.width + gap));
  return { plane, y, x };
}

const steps: Readonly<Record<string, readonly [down: number, across: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Where a key leads from a cell, over gaps into the next plane; null for keys that lead nowhere. */
export function placeByKey(layout: PlaneLayout, from: PlanePlace, key: string): PlanePlace | null {
  const { down, across, height, width } = layout;
  const ends: Readonly<Record<string, number>> = { Home: 0, End: across * width - 1 };
  const step = steps[key];
  const end = ends[key];
  if (!step && end === undefined) return null;
  const row = Math.floor(from.plane / across) * height + from.y + (step?.[0] ?? 0);
  const column = end ?? (from.plane % across) * width + from.x + (step?.[1] ?? 0);
  const within = (value: number, length: number): number =>
    Math.max(0, Math.min(value, length - 1));
  const [y, x] = [within(row, down * height), within(column, across * width)];
  return {
    plane: Math.floor(y / height) * across + Math.floor(x / width),
    y: y % height,
    x: x % width,
  };
}

/** Place of number `index` of a volume or kernels, laid out plane by plane. */
export function placeOfIndex(
  { height, width }: Pick<PlaneLayout, "height" | "width">,
  index: number,
): PlanePlace {
  const within = index % (height * width);
  return {
    plane: Math.floor(index / (height * width)),
    y: Math.floor(within / width),
    x: within % width,
  };
}

export const indexOfPlace = (
  { height, width }: Pick<PlaneLayout, "height" | "width">,
  { plane, y, x }: PlanePlace,
): number => (plane * height + y) * width + x;
