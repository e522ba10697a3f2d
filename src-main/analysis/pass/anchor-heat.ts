/** @file How likely each class is in the cells of a tile: the best of all levels and anchors, on the finest map. */
import type { Size } from "../../../src-core/size.ts";
import type { Detector, Level } from "../../../src-core/network/surgery/detector.ts";
import type { AxisGeometry } from "../../../src-core/network/geometry/axis.ts";
import type { Scores } from "../../engine/engine.ts";
import { detectorGrid } from "../windows/grid.ts";

export class AnchorHeat {
  /** classes × rows × columns of the finest map */
  readonly data: Float32Array;
  private readonly rows: number;
  private readonly columns: number;
  private readonly classes: number;
  private readonly background: number | null;

  /** @param background the class that means "nothing here": it is as likely as where it is least so; null where there is none */
  constructor(rows: number, columns: number, classes: number, background: number | null) {
    this.rows = rows;
    this.columns = columns;
    this.classes = classes;
    this.background = background;
    const cells = rows * columns;
    this.data = new Float32Array(classes * cells).fill(-Infinity);
    if (background !== null) this.data.fill(Infinity, background * cells, (background + 1) * cells);
  }

  /** Raises the heat to a level's scores, classes × its rows × its columns; the background falls to its. */
  raise(level: Scores, { row: rowOf, column: columnOf }: LevelCells): void {
    const inside = (cellOf: (fine: number) => number, fine: number, cells: number): number[] =>
      Array.from({ length: fine }, (_, index) => cellOf(index)).filter((cell) => cell < cells);
    const down = inside(rowOf, this.rows, level.rows);
    const across = inside(columnOf, this.columns, level.columns);
    for (let index = 0; index < this.classes; index++)
      for (const [row, from] of down.entries()) {
        const line = (index * level.rows + from) * level.columns;
        const target = (index * this.rows + row) * this.columns;
        for (const [column, cell] of across.entries()) {
          const score = level.data[line + cell] ?? NaN;
          const known = this.data[target + column] ?? NaN;
          this.data[target + column] =
            index === this.background ? Math.min(known, score) : Math.max(known, score);
        }
      }
  }
}

/** The level's cell that holds a cell of the finest map; a level may end before that does. */
export interface LevelCells {
  readonly row: (fine: number) => number;
  readonly column: (fine: number) => number;
}

/** Where strides do not divide one another, a cell takes what the level's nearest anchors say. @param image what the network sees */
export function levelCells(detector: Detector, image: Size): (level: Level) => LevelCells {
  if (detector.form === "maps") {
    const finest = Math.max(...detector.levels.map(({ finer }) => finer));
    return ({ finer }) => {
      const cell = (fine: number): number => Math.floor((fine * finer) / finest);
      return { row: cell, column: cell };
    };
  }
  const { strideX, strideY } = detectorGrid(detector, image);
  const nearest =
    (fine: number, { jump, count }: AxisGeometry) =>
    (index: number): number =>
      Math.min(Math.floor(((index + 0.5) * fine) / jump), count(0) - 1);
  return ({ vertical, horizontal }) => ({
    row: nearest(strideY, vertical),
    column: nearest(strideX, horizontal),
  });
}
