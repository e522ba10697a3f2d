/** @file Where the anchors of a tile lie. */
import { expect, it } from "vitest";
import type { AnchoredHead } from "../../../../src-core/contract/heads.ts";
import { head as headSchema } from "../../../../src-core/contract/heads.ts";
import type { Detector } from "../../../../src-core/network/surgery/detector.ts";
import type { Tile } from "../../../../src-core/tiling/plan.ts";
import { readTile } from "../../../../src-main/analysis/pass/detector-tile.ts";

// Three columns and two rows at stride 8 on 20 × 12 pixels: neither side is a multiple.
const image = { width: 20, height: 12 };
const axis = { count: (length: number) => Math.ceil(length / 8) };
const detector = {
  form: "maps",
  levels: [{ vertical: axis, horizontal: axis, finer: 1 }],
} as unknown as Detector;
const span = (to: number) => ({ from: 0, to, start: 0, end: 0, skip: 0 });
const tile: Tile = { row: 0, column: 0, vertical: span(2), horizontal: span(3) };
const shape = { batch: 1, rows: 2, columns: 3 };

/** Anchors of 4 × 16 pixels that stay where they are; the last cell's is the only one that holds something. */
function boxOf(centres: AnchoredHead["centres"]) {
  const head = headSchema.parse({
    kind: "rpn",
    classes: ["object"],
    activation: "none",
    centres,
    levels: [{ stride: 8, anchors: [[4, 16]], scores: "s", boxes: "b" }],
    variances: { centre: 1, size: 1 },
    threshold: 0.5,
    nms: 0.5,
  }) as AnchoredHead;
  const scores = { ...shape, data: Float32Array.of(0, 0, 0, 0, 0, 1), classes: 1 };
  const deltas = { ...shape, data: new Float32Array(4 * 6), classes: 4 };
  const run = { ...scores, further: [deltas], time: 0 };
  const { boxes, heat } = readTile(
    { detector, head, image, content: image, scale: 0 },
    run,
    tile,
    tile,
  );
  expect([...heat]).toEqual([0, 0, 0, 0, 0, 1]);
  expect(boxes).toHaveLength(1);
  const [{ x, y, width, height } = { x: 0, y: 0, width: 0, height: 0 }] = boxes;
  return [x, y, width, height].map((length) => +length.toFixed(3));
}

it("anchors lie a stride apart, and are cut at the image's border", () => {
  // Centre (20, 12), the corner of the image: a quarter of 4 × 16 is left.
  expect(boxOf("stride")).toEqual([18, 4, 2, 8]);
});

it("or they are spread evenly over the image, none larger than it", () => {
  // Centre (2.5 · 20/3, 1.5 · 12/2) = (16.667, 9), 4 wide and 12 instead of 16 high.
  expect(boxOf("image")).toEqual([14.667, 3, 4, 9]);
});
