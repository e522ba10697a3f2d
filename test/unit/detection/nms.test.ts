import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, intersectionOverUnion } from "../../../src-core/detection/box.ts";
import { nonMaximumSuppression } from "../../../src-core/detection/nms.ts";

type Scored = Box & { readonly score: number };

const box = (x: number, y: number, score: number, side = 10): Scored => ({
  x,
  y,
  width: side,
  height: side,
  score,
});

/** The definition, without any bookkeeping of places. */
function greedy(
  boxes: readonly Scored[],
  most: number,
  overlap: (a: Box, b: Box) => number = intersectionOverUnion,
): Scored[] {
  const kept: Scored[] = [];
  for (const candidate of [...boxes].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => overlap(candidate, other) <= most)) {
      kept.push(candidate);
    }
  }
  return kept;
}

const area = ({ width, height }: Box): number => width * height;

/** What both share, as a share of the smaller one. */
function ofSmaller(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? (width * height) / Math.min(area(a), area(b)) : 0;
}

describe("nonMaximumSuppression", () => {
  it("keeps the better of two boxes that overlap too much", () => {
    // Shifted by 2 of 10 pixels: 80 of 120 pixels are shared, an overlap of 2/3.
    const [worse, better] = [box(0, 0, 0.8), box(2, 0, 0.9)];
    expect(nonMaximumSuppression([worse, better], 0.6)).toEqual([better]);
    expect(nonMaximumSuppression([worse, better], 0.7)).toEqual([better, worse]);
  });

  it("keeps boxes that touch, even when no overlap is allowed", () => {
    const boxes = [box(0, 0, 0.9), box(10, 0, 0.8), box(0, 10, 0.7)];
    expect(nonMaximumSuppression(boxes, 0)).toEqual(boxes);
  });

  it("lets a suppressed box suppress nothing", () => {
    const boxes = [box(0, 0, 0.9), box(4, 0, 0.8), box(8, 0, 0.7)];
    expect(nonMaximumSuppression(boxes, 0.3)).toEqual([boxes[0], boxes[2]]);
  });

  it("keeps the first of equal boxes with equal scores", () => {
    const [first, second] = [box(0, 0, 0.5), box(0, 0, 0.5)];
    expect(nonMaximumSuppression([first, second], 0.5)[0]).toBe(first);
  });

  it("returns nothing for nothing", () => {
    expect(nonMaximumSuppression([], 0.5)).toEqual([]);
  });

  it("is the greedy definition, for boxes of any size anywhere", () => {
    const side = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 100, max: 500 }));
    const scored = fc.record({
      x: fc.integer({ min: -60, max: 60 }),
      y: fc.integer({ min: -60, max: 60 }),
      width: side,
      height: side,
      score: fc.constantFrom(0.2, 0.4, 0.5, 0.6, 0.9),
    });
    fc.assert(
      fc.property(
        fc.array(scored, { maxLength: 40 }),
        fc.constantFrom(0, 0.2, 0.5),
        (boxes, iou) => {
          expect(nonMaximumSuppression(boxes, iou)).toEqual(greedy(boxes, iou));
          const smaller = nonMaximumSuppression(boxes, iou, "minimum");
          expect(smaller).toEqual(greedy(boxes, iou, ofSmaller));
        },
      ),
    );
  });

  it("thins 100,000 boxes", () => {
    const boxes = Array.from({ length: 100_000 }, (_, i) =>
      box((i % 400) * 7, Math.floor(i / 400) * 7, ((i * 7919) % 1000) / 1000, 28),
    );
    expect(nonMaximumSuppression(boxes, 0.2).length).toBeGreaterThan(1000);
  });
});
