/** @file Which part of the image a cell of each layer depends on. Units: pixels of the image that the network sees. */
import type { NetworkLayer } from "../../../src-core/contract/lesson/layers.ts";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";

export interface LayerCell {
  readonly row: number;
  readonly column: number;
}

/** It reaches beyond the image where the layers before pad. */
export function regionOf({ field, jump, offset }: NetworkLayer, cell: LayerCell): Rectangle {
  return {
    x: offset.x + cell.column * jump.x,
    y: offset.y + cell.row * jump.y,
    width: field.width,
    height: field.height,
  };
}

/** The layer's cell whose region lies nearest to the middle of another one. */
export function cellInMiddle(layer: NetworkLayer, of: Rectangle): LayerCell {
  const { field, jump, offset, cells } = layer;
  const nearest = (
    middle: number,
    size: number,
    step: number,
    first: number,
    count: number,
  ): number => {
    const index = Math.round((middle - first - size / 2) / step);
    return Math.max(0, Math.min(index, count - 1));
  };
  return {
    row: nearest(of.y + of.height / 2, field.height, jump.y, offset.y, cells.rows),
    column: nearest(of.x + of.width / 2, field.width, jump.x, offset.x, cells.columns),
  };
}

/**
 * A cell of the last layer, and of each layer before it the one in the middle of what that cell depends on: their regions lie
 * within each other.
 */
export function regionsBehind(
  layers: readonly NetworkLayer[],
  cell: LayerCell,
): { readonly cell: LayerCell; readonly region: Rectangle }[] {
  const last = layers.at(-1);
  if (!last) return [];
  const whole = regionOf(last, cell);
  return layers.map((layer) => {
    const its = layer === last ? cell : cellInMiddle(layer, whole);
    return { cell: its, region: regionOf(layer, its) };
  });
}
