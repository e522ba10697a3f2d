/** @file Numbers of boxes as maps and anchors, for detectors whose levels are published. */
import { expect, it } from "vitest";
import type { FittedLevel } from "../../../../src-core/network/boxes/level-fit.ts";
import { fitLevels, possibleLevels } from "../../../../src-core/network/boxes/level-fit.ts";

const told = (levels?: readonly FittedLevel[]) =>
  levels?.map(({ rows, columns, anchors }) => [rows, columns, anchors]);
const square = (side: number) => ({ width: side, height: side });
const even = (maps: readonly number[], anchors: readonly number[]) =>
  maps.map((side, index) => [side, side, anchors[index] ?? 0]);
const boxesIn = (levels: readonly (readonly number[])[]) =>
  levels.map(([rows = 0, columns = 0, anchors = 0]) => rows * columns * anchors);

it.each([
  [
    "UltraFace",
    { width: 320, height: 240 },
    [
      [30, 40, 3],
      [15, 20, 2],
      [8, 10, 2],
      [4, 5, 3],
    ],
  ],
  ["SSD300 of Liu et al.", square(300), even([38, 19, 10, 5, 3, 1], [4, 6, 6, 6, 4, 4])],
  ["SSD512", square(512), even([64, 32, 16, 8, 4, 2, 1], [4, 6, 6, 6, 6, 4, 4])],
  ["torchvision's SSDlite320", square(320), even([20, 10, 5, 3, 2, 1], [6, 6, 6, 6, 6, 6])],
  ["MobileNet-SSD", square(300), even([19, 10, 5, 3, 2, 1], [3, 6, 6, 6, 6, 6])],
  ["RetinaFace", square(640), even([80, 40, 20], [2, 2, 2])],
])("%s: level by level", (_, window, levels) => {
  expect(told(fitLevels(boxesIn(levels), window)[0])).toEqual(levels);
});

it("strides give as many cells, and there may be two of them", () => {
  const counts = boxesIn(even([20, 10, 5, 3, 2, 1], [6, 6, 6, 6, 6, 6]));
  const [levels = []] = fitLevels(counts, square(320));
  for (const { strides, rows } of levels)
    for (const stride of strides) expect(Math.ceil(320 / stride)).toBe(rows);
  expect(levels.map(({ strides }) => strides)).toEqual([
    [16],
    [32],
    [64],
    [128, 107],
    [256, 160],
    [512, 320],
  ]);
});

it("numbers that no maps give are none", () => {
  expect(fitLevels([101, 7], square(320))).toEqual([]);
  expect(possibleLevels(7, square(320))).toEqual([]);
});

it("all boxes together: the ways that fit, the most even first", () => {
  const total = 80 * 80 * 2 + 40 * 40 * 2 + 20 * 20 * 2; // RetinaFace at 640
  const ways = possibleLevels(total, square(640));
  expect(ways.map(told)).toContainEqual(even([80, 40, 20], [2, 2, 2]));
  for (const way of ways)
    expect(boxesIn(told(way) ?? []).reduce((sum, each) => sum + each, 0)).toBe(total);
});
