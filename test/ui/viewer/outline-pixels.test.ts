import { expect, test } from "vitest";
import { BoxIndex } from "../../../src-renderer/viewer/boxes/box-index.ts";
import { writeBoxes } from "../../../src-renderer/viewer/boxes/outline-pixels.ts";
import { visibleLabels } from "../../../src-renderer/viewer/boxes/visible-boxes.ts";

const [width, height] = [60, 60];
const pictureOf = () => ({ words: new Uint32Array(width * height), width, height });
const at = ({ words }: { words: Uint32Array }, x: number, y: number): string =>
  (words[y * width + x] ?? 0).toString(16).padStart(8, "0");

/** #ff8a3d, the colour of the first class, from the highest byte down: opacity, blue, green, red. */
const [line, halo, nothing] = ["ff3d8aff", "59000000", "00000000"];

test("a box is an outline: what is in it stays free", () => {
  const picture = pictureOf();
  writeBoxes(picture, { outlines: [10, 10, 30, 30], colourIndices: [0], dots: null }, 1);
  expect([at(picture, 9, 20), at(picture, 10, 20), at(picture, 40, 20)]).toEqual([
    line,
    line,
    line,
  ]);
  expect([at(picture, 8, 20), at(picture, 11, 20), at(picture, 7, 20)]).toEqual([
    halo,
    halo,
    nothing,
  ]);
  for (let y = 12; y < 38; y++)
    for (let x = 12; x < 38; x++) expect(at(picture, x, y)).toBe(nothing);
});

test("boxes that reach out of the viewer are cut, and small ones have thin lines", () => {
  const picture = pictureOf();
  const outlines = [-20, -20, 200, 200, 30, 30, 12, 12];
  writeBoxes(picture, { outlines, colourIndices: [0, 0], dots: null }, 1);
  expect(picture.words.filter((word) => word.toString(16) === line).length).toBe(4 * 12);
});

test("the ninth class has the first one's colour, with dashes", () => {
  const picture = pictureOf();
  writeBoxes(picture, { outlines: [10, 10, 40, 40], colourIndices: [8], dots: null }, 1);
  const along = Array.from({ length: 16 }, (_, x) => at(picture, 9 + x, 10) === line);
  expect(along).toEqual([1, 2].flatMap(() => [true, true, true, true, true, false, false, false]));
});

test("no label lies over the middle of a box, where its hot cell is", () => {
  const box = (x: number, y: number, label: string) => ({
    label,
    score: 1,
    x,
    y,
    width: 30,
    height: 30,
  });
  // The label of the second would lie upon the middle of the first.
  const index = new BoxIndex([box(20, 20, "a"), box(28, 42, "b")]);
  const labels = visibleLabels(index, { scale: 1, x: 0, y: 0 }, { width: 200, height: 200 });
  expect(labels.map(({ detection }) => detection.label)).toEqual(["a"]);
});
