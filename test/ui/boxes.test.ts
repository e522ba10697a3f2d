import { expect, test } from "vitest";
import { labelsInSight, outlines, shortName } from "../../src-renderer/viewer/boxes.ts";

const box = (x: number, y: number) => ({
  label: `${x}`,
  score: 1,
  ...{ x, y, width: 10, height: 10 },
});
const view = { scale: 2, x: 5, y: 0 };

test("every box is drawn, where the view puts it", () => {
  expect(outlines([box(0, 0), box(100, 50)], view)).toBe("M5 0h20v20h-20ZM205 100h20v20h-20Z");
});

test("labels are those in sight, however many better ones are not", () => {
  const away = Array.from({ length: 1000 }, () => box(500, 0));
  const labels = labelsInSight([...away, box(0, 0), box(-5, 0)], view, { width: 100, height: 100 });
  expect(labels.map(({ detection, roomy }) => [detection.label, roomy])).toEqual([
    ["0", false],
    ["-5", false],
  ]);
});

test("boxes too small for a label have none", () => {
  expect(labelsInSight([box(0, 0)], { scale: 1, x: 0, y: 0 }, { width: 9, height: 9 })).toEqual([]);
});

test("names that are lists are cut", () => {
  expect(shortName("background")).toBe("background");
  expect(shortName("hand blower, blow dryer, hair dryer")).toBe("hand blower, blow dryer…");
});
