/** @file What is told of cells whose windows stand out of the image. */
import type { Notice } from "../../../src-core/contract/notices.ts";
import type { Subject } from "./subject.ts";

type Placed = Pick<Subject, "grid" | "facts" | "scale" | "model">;

/**
 * A network that pads has such cells at the right and lower border: part of its map, but no window of the image is like them,
 * so that they are not compared. One line for all scales.
 */
export function overhang(subjects: readonly Placed[]): Notice[] {
  const over = subjects
    .filter(({ model }) => !model.detector)
    .filter(({ grid }) => count(grid) > 0);
  const [first] = over;
  if (!first) return [];
  const cells = over.reduce((sum, { grid }) => sum + count(grid), 0);
  const { grid, facts, scale } = first;
  const by = Math.max(
    (grid.columns - 1) * grid.strideX + grid.width - facts.width,
    (grid.rows - 1) * grid.strideY + grid.height - facts.height,
  );
  const { columns, rows, visited } = grid;
  const all =
    over.length === 1 && subjects.length === 1
      ? `${cells} of the ${columns}×${rows} cells stand`
      : `${cells} cells of ${over.length} scales stand`;
  const at = scale.factor === 1 ? "" : ` at scale ${Number(scale.factor.toPrecision(3))}`;
  return [
    {
      code: "cells-overhang",
      message: `${all} for windows that reach out of the image, by up to ${by} pixel${by === 1 ? "" : "s"}${at}, where the network pads: they are compared with nothing, the ${visited.columns}×${visited.rows} cells inside are; boxes end at the image's border`,
    },
  ];
}

const count = ({ columns, rows, visited }: Subject["grid"]): number =>
  columns * rows - visited.columns * visited.rows;
