import { expect, test } from "vitest";
import { BoxIndex } from "../../../src-renderer/viewer/boxes/box-index.ts";
import { shortName } from "../../../src-renderer/presentation/short-names.ts";
import { visibleLabels, visibleMarks } from "../../../src-renderer/viewer/boxes/visible-boxes.ts";

const box = (x: number, y: number) => ({
  label: `${x}`,
  score: 1,
  x,
  y,
  width: 10,
  height: 10,
});
const view = { scale: 2, x: 5, y: 0 };

const viewer = { width: 300, height: 300 };

test("every box in sight is outlined where the view puts it", () => {
  const index = new BoxIndex([box(0, 0), box(100, 50), box(900, 50)]);
  const { outlines, dots } = visibleMarks(index, view, viewer);
  expect(outlines).toEqual([5, 0, 20, 20, 205, 100, 20, 20]);
  expect(dots).toBeNull();
});

test("boxes that are small on the screen are counted, and stay in their squares while the image moves", () => {
  const index = new BoxIndex([box(100, 100), box(101, 101), box(400, 100)]);
  const at = (x: number): number[][] => {
    const { outlines, dots } = visibleMarks(index, { scale: 0.3, x, y: 0 }, viewer);
    expect(outlines).toEqual([]);
    const filled = [...(dots?.counts ?? [])].flatMap((count, square) =>
      count > 0 ? [[square % (dots?.columns ?? 1), count]] : [],
    );
    return filled.map(([column = 0, count = 0]) => [column * 3 + (dots?.x ?? 0) - x, count]);
  };
  // Centres at 31.5 and 31.8, and at 121.5 CSS pixels of the image.
  expect(at(0)).toEqual([
    [30, 2],
    [120, 1],
  ]);
  expect(at(-7.25)).toEqual(at(0));
});

test("labels are those in sight, however many better ones are not", () => {
  const away = Array.from({ length: 1000 }, () => box(500, 0));
  const index = new BoxIndex([...away, box(0, 0), box(-5, 30)]);
  const labels = visibleLabels(index, view, { width: 100, height: 100 });
  expect(labels.map(({ detection, showsScore }) => [detection.label, showsScore])).toEqual([
    ["0", false],
    ["-5", false],
  ]);
});

test("boxes too small for a label have none", () => {
  const index = new BoxIndex([box(0, 0)]);
  expect(visibleLabels(index, { scale: 1, x: 0, y: 0 }, { width: 9, height: 9 })).toEqual([]);
});

test("names that are lists are cut", () => {
  expect(shortName("background")).toBe("background");
  expect(shortName("hand blower, blow dryer, hair dryer")).toBe("hand blower, blow dryer…");
});

test("a label that would lie over a better one is left out", () => {
  const wide = (x: number, y: number, score: number) => ({ ...box(x, y), score, width: 60 });
  const index = new BoxIndex([wide(0, 50, 0.9), wide(10, 52, 0.8), wide(10, 80, 0.7)]);
  const labels = visibleLabels(index, { scale: 1, x: 0, y: 0 }, viewer);
  expect(labels.map(({ detection }) => detection.score)).toEqual([0.9, 0.7]);
  // Further away they lie beside each other.
  expect(visibleLabels(index, { scale: 10, x: 0, y: -400 }, viewer)).toHaveLength(2);
});
