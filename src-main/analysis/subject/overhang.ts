/** @file What is told of cells whose windows stand out of the image. */
import { said } from "../../../src-core/messages/said.ts";
import { noticeOf } from "../../../src-core/contract/notices.ts";
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
      ? said("analysis.cells-of-map", { cells, map: `${columns}×${rows}` })
      : said("analysis.cells-of-scales", { cells, count: over.length });
  const at =
    scale.factor === 1
      ? ""
      : said("analysis.at-scale", { scale: Number(scale.factor.toPrecision(3)) });
  return [
    noticeOf(
      "cells-overhang",
      said("analysis.overhang", { all, by, at, map: `${visited.columns}×${visited.rows}` }),
    ),
  ];
}

const count = ({ columns, rows, visited }: Subject["grid"]): number =>
  columns * rows - visited.columns * visited.rows;
