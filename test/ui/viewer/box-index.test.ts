import fc from "fast-check";
import { expect, test } from "vitest";
import { BoxIndex } from "../../../src-renderer/viewer/boxes/box-index.ts";

const length = fc.integer({ min: 1, max: 60 });
const place = fc.integer({ min: -50, max: 500 });
const rectangle = fc.record({ x: place, y: place, width: length, height: length });

test("finds exactly the boxes that touch an area", () => {
  const areas = fc.record({ x: place, y: place, width: length, height: length });
  fc.assert(
    fc.property(fc.array(rectangle, { maxLength: 200 }), areas, (boxes, area) => {
      const index = new BoxIndex(boxes.map((box) => ({ ...box, label: "a", score: 1 })));
      const found: number[] = [];
      index.visit(area, (box, x, y, width, height) => {
        expect({ x, y, width, height }).toEqual(boxes[box]);
        found.push(box);
      });
      const touching = boxes.flatMap(({ x, y, width, height }, box) => {
        const across = x < area.x + area.width && x + width > area.x;
        return across && y < area.y + area.height && y + height > area.y ? [box] : [];
      });
      expect(found.sort((a, b) => a - b)).toEqual(touching);
    }),
  );
});

test("looks at few of 100,000 boxes to find those in a corner", () => {
  const side = 317;
  const boxes = Array.from({ length: side * side }, (_, index) => ({
    label: "a",
    score: 1,
    width: 28,
    height: 28,
    x: (index % side) * 90,
    y: Math.floor(index / side) * 90,
  }));
  const found: number[] = [];
  new BoxIndex(boxes).visit({ x: 0, y: 0, width: 100, height: 100 }, (box) => found.push(box));
  expect(found.sort((a, b) => a - b)).toEqual([0, 1, side, side + 1]);
});
