/** @file One map of several scales. */
import type { ScoreMap } from "./plane.ts";
import type { MapPlacement } from "./registration.ts";
import { mapRectangle } from "./registration.ts";

export interface PlacedMap {
  readonly map: ScoreMap;
  readonly placement: MapPlacement;
}

/**
 * The best score of each class over all scales, on the cells of the first map, the largest scale; of the background the least.
 * A cell has what the other maps say of the point in its middle, where they say something.
 * @param classes how many of a cell's numbers are classes, the first ones: the others are left out
 */
export function maximumOverScales(
  maps: readonly PlacedMap[],
  classes: number,
  background: number | undefined,
): ScoreMap {
  const [first, ...others] = maps;
  if (!first) throw new RangeError("there is no map");
  const { rows, columns } = first.map;
  const data = first.map.data.slice(0, classes * rows * columns);
  const area = mapRectangle(first.placement);
  const { strideX, strideY } = first.placement;
  for (const { map, placement } of others) {
    const across = cellsOf(columns, area.x, strideX, mapRectangle(placement).x, placement.strideX);
    const down = cellsOf(rows, area.y, strideY, mapRectangle(placement).y, placement.strideY);
    for (let index = 0; index < classes; index++)
      for (let row = 0; row < rows; row++) {
        const other = down[row] ?? -1;
        if (other < 0 || other >= map.rows) continue;
        const line = (index * map.rows + other) * map.columns;
        const target = (index * rows + row) * columns;
        for (let column = 0; column < columns; column++) {
          const at = across[column] ?? -1;
          if (at < 0 || at >= map.columns) continue;
          const [known, score] = [data[target + column] ?? NaN, map.data[line + at] ?? NaN];
          data[target + column] =
            index === background ? Math.min(known, score) : Math.max(known, score);
        }
      }
  }
  return { data, classes, rows, columns };
}

/** The cell of another map along one axis that holds the middle of each of `count` cells. */
const cellsOf = (
  count: number,
  start: number,
  stride: number,
  otherStart: number,
  otherStride: number,
): Int32Array =>
  Int32Array.from({ length: count }, (_, cell) =>
    Math.floor((start + (cell + 0.5) * stride - otherStart) / otherStride),
  );
