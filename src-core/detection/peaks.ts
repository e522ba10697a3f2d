import type { ScoreMap } from "../overlay/plane.ts";
import type { Box } from "./box.ts";

/** How cells lie on the image, in pixels: cell (r, c) is the window at (c·strideX, r·strideY). */
export interface CellGeometry {
  readonly strideX: number;
  readonly strideY: number;
  readonly windowWidth: number;
  readonly windowHeight: number;
}

/** A window with an object: its class, and its place in whole pixels of the image. */
export interface Detection extends Box {
  readonly classIndex: number;
  readonly score: number;
}

/** Two windows that overlap by more than this are one object. */
export const mostOverlap = 0.2;

/** A part of a map that is looked through for itself, with the cells around it that decide what is a peak in it. */
export interface MapPart {
  /** Cell of the whole map at the part's corner. */
  readonly row: number;
  readonly column: number;
  /** The cells whose peaks are wanted, counted in the part. */
  readonly own: {
    readonly row: number;
    readonly column: number;
    readonly rows: number;
    readonly columns: number;
  };
}

/**
 * The local maxima of the best class, moved to a fraction of a cell, before they are thinned, in no order. A plateau
 * (neighbours of one class with equal scores) is one peak. Of a view only those whose middle cell is its own: views that cover
 * a map give each of its peaks once, as long as no plateau reaches beyond what a view sees.
 */
export function peaks(
  field: BestClasses,
  geometry: CellGeometry,
  threshold: number,
  part?: MapPart,
): Detection[] {
  const visited = new Uint8Array(field.score.length);
  const found: Detection[] = [];
  const corner = part ?? { row: 0, column: 0 };
  for (const [cell, score] of field.score.entries()) {
    // An infinite score is no score: what could be said of it is not how sure it is.
    if (!(score >= threshold) || score === Infinity || visited[cell] === 1) {
      continue;
    }
    const plateau = plateauFrom(field, cell, visited);
    const centre = plateau.isPeak ? centreCell(plateau.cells, field.columns) : null;
    if (centre !== null && (!part || isOwn(part, centre, field.columns))) {
      found.push({
        classIndex: at(field.classIndexes, cell),
        score,
        ...windowAtPeak(field, centre, geometry, corner),
      });
    }
  }
  return found;
}

function isOwn({ own }: MapPart, cell: number, columns: number): boolean {
  const [row, column] = [Math.floor(cell / columns) - own.row, (cell % columns) - own.column];
  return row >= 0 && row < own.rows && column >= 0 && column < own.columns;
}

/** Best class that is not background, and its score, per cell. */
export interface BestClasses {
  readonly score: Float32Array;
  readonly classIndexes: Int32Array;
  readonly rows: number;
  readonly columns: number;
}

/** A field that no class was looked at for. */
export const noClasses = ({
  rows,
  columns,
}: Pick<BestClasses, "rows" | "columns">): BestClasses => ({
  score: new Float32Array(rows * columns).fill(-Infinity),
  classIndexes: new Int32Array(rows * columns),
  rows,
  columns,
});

/**
 * Looks at some more classes.
 * @param first index of the map's first class among all
 * @throws RangeError when the data does not have the stated shape
 */
export function addClasses(
  { score, classIndexes }: BestClasses,
  { data, classes, rows, columns }: ScoreMap,
  { background, first = 0 }: { readonly background: number | null; readonly first?: number },
): void {
  const cells = rows * columns;
  if (data.length !== classes * cells) {
    throw new RangeError(
      `a map of ${classes}×${rows}×${columns} has ${classes * cells} scores, not ${data.length}`,
    );
  }
  for (let index = 0; index < classes; index++) {
    if (first + index === background) {
      continue;
    }
    for (let cell = 0; cell < cells; cell++) {
      const value = at(data, index * cells + cell);
      if (value > at(score, cell)) {
        score[cell] = value;
        classIndexes[cell] = first + index;
      }
    }
  }
}

/** The plateau that `start` belongs to, marked as visited, and whether no cell around it scores higher. */
function plateauFrom(
  field: BestClasses,
  start: number,
  visited: Uint8Array,
): { cells: number[]; isPeak: boolean } {
  const [score, kind] = [at(field.score, start), at(field.classIndexes, start)];
  const cells = [start];
  let isPeak = true;
  visited[start] = 1;
  // The list grows while it is walked: every cell that joins the plateau is asked for its neighbours, too.
  for (const cell of cells) {
    for (const neighbour of neighbourhood(field, cell)) {
      const other = at(field.score, neighbour);
      if (other > score) {
        isPeak = false;
      } else if (
        other === score &&
        at(field.classIndexes, neighbour) === kind &&
        visited[neighbour] === 0
      ) {
        visited[neighbour] = 1;
        cells.push(neighbour);
      }
    }
  }
  return { cells, isPeak };
}

/** The cell of a plateau that is nearest to the plateau's centre; the first of several. */
function centreCell(cells: readonly number[], columns: number): number {
  const row = (cell: number): number => Math.floor(cell / columns);
  const column = (cell: number): number => cell % columns;
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [centreRow, centreColumn] = [mean(cells.map(row)), mean(cells.map(column))];
  const distance = (cell: number): number =>
    Math.hypot(row(cell) - centreRow, column(cell) - centreColumn);
  return cells.reduce((best, cell) => (distance(cell) < distance(best) ? cell : best));
}

/**
 * The window at a peak, moved to the centroid of the peak and those of its eight neighbours that share its class, each
 * weighted by how far it rises above half the peak's score: an object halfway between two cells is found halfway.
 */
function windowAtPeak(
  field: BestClasses,
  peak: number,
  geometry: CellGeometry,
  corner: { readonly row: number; readonly column: number },
): Box {
  const kind = at(field.classIndexes, peak);
  const floor = at(field.score, peak) / 2;
  let [total, row, column] = [0, 0, 0];
  for (const cell of neighbourhood(field, peak)) {
    const weight =
      at(field.classIndexes, cell) === kind ? Math.max(at(field.score, cell) - floor, 0) : 0;
    total += weight;
    row += weight * Math.floor(cell / field.columns);
    column += weight * (cell % field.columns);
  }
  // A peak of score 0 or less rises above nothing: it stays where it is.
  const y = total > 0 ? row / total : Math.floor(peak / field.columns);
  const x = total > 0 ? column / total : peak % field.columns;
  return {
    x: Math.round((x + corner.column) * geometry.strideX),
    y: Math.round((y + corner.row) * geometry.strideY),
    width: geometry.windowWidth,
    height: geometry.windowHeight,
  };
}

/** The cell itself and its up to eight neighbours. */
function neighbourhood({ rows, columns }: BestClasses, cell: number): number[] {
  const [row, column] = [Math.floor(cell / columns), cell % columns];
  const cells: number[] = [];
  for (let r = Math.max(row - 1, 0); r <= Math.min(row + 1, rows - 1); r++) {
    for (let c = Math.max(column - 1, 0); c <= Math.min(column + 1, columns - 1); c++) {
      cells.push(r * columns + c);
    }
  }
  return cells;
}

/** An element of a typed array whose index is known to lie inside. */
function at(values: Float32Array | Int32Array, index: number): number {
  return values[index] ?? Number.NaN;
}
