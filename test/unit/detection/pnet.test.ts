import { expect, it } from "vitest";
import { head as headSchema } from "../../../src-core/contract/heads.ts";
import type { PnetHead } from "../../../src-core/contract/heads.ts";
import { pnetWindows } from "../../../src-core/detection/pnet.ts";

const head = (more: object = {}): PnetHead =>
  headSchema.parse({
    kind: "pnet",
    classes: ["background", "face"],
    background: 0,
    activation: "softmax",
    outputs: { scores: "scores", boxes: "boxes" },
    threshold: 0.6,
    nms: { scale: 0.5, all: 0.7 },
    pyramid: { smallest: 12 },
    ...more,
  }) as PnetHead;

/** Planes of a map of one row: scores, then four edges, then what comes behind them. */
const map = (...planes: number[][]) => ({
  data: Float32Array.from(planes.flat()),
  classes: planes.length,
  rows: 1,
  columns: planes[0]?.length ?? 0,
});
const geometry = { stride: { x: 2, y: 2 }, window: { width: 12, height: 12 }, scale: 0.5 };
const corner = { row: 0, column: 0 };
const zero = [0, 0];

it("a window counts pixels from 1 and has both of its borders, as the published implementation has it", () => {
  const scores = map([0.9, 0.2], [0.1, 0.8], zero, zero, zero, zero);
  // Second column: (2·1 + 1) / 0.5 = 6 to (2·1 + 12) / 0.5 = 28; first row: 1 / 0.5 = 2 to 12 / 0.5 = 24.
  const window = { x: 6, y: 2, width: 23, height: 23 };
  expect(pnetWindows(scores, corner, geometry, head(), 0.6)).toEqual([
    {
      classIndex: 1,
      score: Math.fround(0.8),
      ...window,
      object: { x: 6, y: 2, width: 22, height: 22 },
    },
  ]);
});

it("edges are cut to whole pixels", () => {
  const scores = map([0], [1], [0], [0], [0], [0]);
  const [found] = pnetWindows(
    scores,
    { row: 3, column: 5 },
    { ...geometry, scale: 0.6 },
    head(),
    0.5,
  );
  // Column 5: 11 / 0.6 = 18.3 to 22 / 0.6 = 36.7; row 3: 7 / 0.6 = 11.7 to 18 / 0.6 = 30.
  expect(found).toMatchObject({ x: 18, y: 11, width: 36 - 18 + 1, height: 30 - 11 + 1 });
});

it("the object's edges lie as many widths from the window's as the network says", () => {
  const scores = map([0], [1], [0.5], [-0.25], [0.25], [0]);
  const [found] = pnetWindows(scores, corner, geometry, head(), 0.5);
  // The window runs from 2 to 24: 22 wide. Left 2 + 11, top 2 − 5.5, right 24 + 5.5, bottom 24.
  expect(found?.object).toEqual({ x: 13, y: -3.5, width: 16.5, height: 27.5 });
});

it("the kind is the best of those that the network tells apart", () => {
  const kinds = { kinds: ["round", "long"], outputs: { scores: "s", boxes: "b", kinds: "k" } };
  const scores = map([0, 0], [1, 1], zero, zero, zero, zero, [0.7, 0.1], [0.3, 0.9]);
  const found = pnetWindows(scores, corner, geometry, head(kinds), 0.5);
  expect(found.map(({ classIndex }) => classIndex)).toEqual([0, 1]);
});

it("what is no number is no window", () => {
  expect(pnetWindows(map([0], [NaN], [0], [0], [0], [0]), corner, geometry, head(), 0)).toEqual([]);
});
