import { describe, expect, it } from "vitest";
import type { Card } from "../../../src-core/contract/card.ts";
import { head as headSchema } from "../../../src-core/contract/heads.ts";
import { capOf, capped } from "../../../src-core/detection/cap.ts";

const at = (x: number, y: number, score = 1) => ({ x, y, width: 2, height: 2, score });

const anchored = {
  kind: "rpn",
  classes: ["object"],
  activation: "none",
  levels: [{ stride: 8, anchors: [[20, 20]], scores: "s", boxes: "b" }],
  variances: { centre: 1, size: 1 },
  threshold: 0.5,
  nms: 0.5,
  proposals: 3,
};
const windows = {
  kind: "pnet",
  classes: ["background", "object"],
  activation: "none",
  outputs: { scores: "s", boxes: "b" },
  threshold: 0.5,
  nms: { scale: 0.5, all: 0.5 },
  pyramid: { smallest: 24 },
  proposals: 3,
};
const card = (head: object, width: number, height: number): Pick<Card, "head" | "input"> => ({
  head: headSchema.parse(head),
  input: { width, height } as Card["input"],
});

describe("a cap", () => {
  it("holds in each block by itself: a crowd takes nothing from where little is", () => {
    const block = { width: 10, height: 10 };
    // Four in the first block, best first; one in the block below, which scores least.
    const boxes = [at(0, 0), at(2, 0), at(4, 0), at(6, 0), at(0, 12)];
    expect(capped(boxes, { most: 3, block })).toEqual([boxes[0], boxes[1], boxes[2], boxes[4]]);
    expect(capped(boxes, { most: 3, block: null })).toEqual(boxes.slice(0, 3));
    expect(capped(boxes, null)).toEqual(boxes);
  });

  it("a box belongs to the block that holds its centre", () => {
    const block = { width: 10, height: 10 };
    const boxes = [at(8, 0), at(9, 0), at(8.9, 0)]; // centres 9, 10 and 9.9
    expect(capped(boxes, { most: 1, block })).toEqual([boxes[0], boxes[1]]);
  });
});

describe("what a card allows", () => {
  it("is made for images of the input's size, or of the size that it says", () => {
    expect(capOf(card(anchored, 640, 480), 1)).toEqual({
      most: 3,
      block: { width: 640, height: 480 },
    });
    const proposalsPer = { width: 100, height: 50 };
    expect(capOf(card({ ...anchored, proposalsPer }, 640, 480), 1)?.block).toEqual(proposalsPer);
    // A window says nothing of images: without a size it holds for all of them.
    expect(capOf(card(windows, 12, 12), 0.5)).toEqual({ most: 3, block: null });
    expect(capOf(card({ ...anchored, proposals: undefined }, 640, 480), 1)).toBeNull();
  });

  it("goes with the size of the objects that are looked for", () => {
    expect(capOf(card(anchored, 640, 480), 2)?.block).toEqual({ width: 320, height: 240 });
    const per = card({ ...windows, proposalsPer: { width: 640, height: 480 } }, 12, 12);
    // 12 / 24 is the card's own first scale.
    expect(capOf(per, 0.5)?.block).toEqual({ width: 640, height: 480 });
    expect(capOf(per, 0.25)?.block).toEqual({ width: 1280, height: 960 });
  });
});
