/** @file The levels of a list, read off the shapes of what is joined to it. */
import type { LevelConcat } from "./level-concat.ts";
import type { CountedLevel } from "./level-fit.ts";

/** What is known of a level: its number of boxes, and its map where one is to be seen. */
export interface LevelShape {
  readonly count: number;
  readonly map: CountedLevel | null;
}

type ShapeOf = (tensor: string) => readonly number[] | undefined;

const product = (shape: readonly number[]): number => shape.reduce((all, one) => all * one, 1);

/**
 * @param numbers of a box in this list @param count of all boxes
 * @returns undefined where the parts are no levels: the four corners of all boxes are joined just so
 */
export function levelShapes(
  { parts }: LevelConcat,
  { numbers, count, batch }: { numbers: number; count: number; batch: number },
  shapeOf: ShapeOf,
): LevelShape[] | undefined {
  const levels = parts.map(({ name, map }): LevelShape | undefined => {
    const shape = shapeOf(name);
    if (!shape || (shape.length > 2 && !shape.slice(1).includes(numbers))) return undefined;
    const boxes = product(shape) / numbers / batch;
    return Number.isInteger(boxes)
      ? { count: boxes, map: cellsOf(shapeOf(map), numbers, boxes) }
      : undefined;
  });
  const known = levels.filter((level) => level !== undefined);
  const sum = known.reduce((all, level) => all + level.count, 0);
  return known.length === parts.length && sum === count ? known : undefined;
}

/** N×(anchors·numbers)×rows×columns. */
function cellsOf(
  shape: readonly number[] | undefined,
  numbers: number,
  boxes: number,
): CountedLevel | null {
  const [, channels = 0, rows = 0, columns = 0, ...more] = shape ?? [];
  const anchors = channels / numbers;
  if (more.length > 0 || !Number.isInteger(anchors)) return null;
  return anchors > 0 && anchors * rows * columns === boxes ? { rows, columns, anchors } : null;
}
