import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { balancedWindows } from "../../../src-core/evaluation/balanced-windows.ts";
import { testWindows } from "../../../src-core/evaluation/test-windows.ts";
import { annotated } from "../../support/annotations/annotation.ts";

const classifier = {
  window: { width: 20, height: 20 },
  classes: ["cat", "dog", "background"],
  background: null,
} as const;
const image = { width: 60, height: 40 };
const box = (label: string, x: number, y: number, width: number, height: number) =>
  annotated(label, x, y, { width, height });
const windowsOf = (...annotations: ReturnType<typeof annotated>[]) => [
  ...testWindows({ image, annotations }, classifier),
];

describe("testWindows, of objects", () => {
  it("lie centred on the boxes, in the order of the file", () => {
    // Centres (30, 20) and (30.5, 21.5): half a pixel is rounded up.
    expect(windowsOf(box("dog", 20, 10, 20, 20), box("cat", 30, 21, 1, 1))).toEqual([
      { x: 20, y: 10, classIndex: 1 },
      { x: 21, y: 12, classIndex: 0 },
    ]);
  });

  it("are moved into the image by at most 8 pixels", () => {
    // Centre 2 pixels from the left border: 10 are needed.
    expect(windowsOf(box("cat", 0, 18, 4, 4))).toEqual([{ x: 0, y: 10, classIndex: 0 }]);
    expect(windowsOf(box("cat", 0, 18, 2, 4))).toEqual([]);
    // And from the right and lower one.
    expect(windowsOf(box("cat", 56, 36, 4, 4))).toEqual([{ x: 40, y: 20, classIndex: 0 }]);
    expect(windowsOf(box("cat", 58, 36, 2, 4))).toEqual([]);
  });

  it("are none of classes that the model does not have", () => {
    expect(windowsOf(box("bird", 20, 10, 20, 20))).toEqual([]);
  });
});

describe("testWindows, of the background", () => {
  const withBackground = { ...classifier, background: 2 };
  const background = (...annotations: ReturnType<typeof annotated>[]) =>
    [...testWindows({ image, annotations }, withBackground)]
      .filter(({ classIndex }) => classIndex === 2)
      .map(({ x, y }) => [x, y]);

  it("lie on a grid of 16 pixels, row by row, wherever they fit", () => {
    expect(background()).toEqual([
      ...[
        [0, 0],
        [16, 0],
        [32, 0],
      ],
      ...[
        [0, 16],
        [16, 16],
        [32, 16],
      ],
    ]);
  });

  it("have centres at least 8 pixels from every box, of whatever class", () => {
    // Centres lie at x = 10, 26, 42. A box from 34 on reaches to 26, which is just far enough; one from 33 on is too near.
    expect(background(box("bird", 34, 0, 26, 40))).toEqual([
      [0, 0],
      [16, 0],
      [0, 16],
      [16, 16],
    ]);
    expect(background(box("bird", 33, 0, 27, 40))).toEqual([
      [0, 0],
      [0, 16],
    ]);
  });
});

describe("balancedWindows", () => {
  const subject = (...labels: string[]) => ({
    image,
    annotations: labels.map((label, index) => box(label, 20 + index, 10, 20, 20)),
  });

  it("takes as many of each class, spread evenly over all images", () => {
    // 5 cats, 2 dogs: of the cats numbers ⌊0·5/2⌋ = 0 and ⌊1·5/2⌋ = 2.
    const subjects = [subject("cat", "cat"), subject("cat", "dog", "cat"), subject("cat", "dog")];
    const balanced = balancedWindows(subjects, classifier);
    expect(balanced).toMatchObject({ each: 2, classes: 2 });
    expect(
      balanced?.windows.map((windows) => windows.map(({ x, classIndex }) => [x, classIndex])),
    ).toEqual([
      [[20, 0]],
      [
        [20, 0],
        [21, 1],
      ],
      [[21, 1]],
    ]);
  });

  it("is null where no object has a window, background or not", () => {
    expect(balancedWindows([subject("bird")], classifier)).toBeNull();
    expect(
      balancedWindows([{ image, annotations: [] }], { ...classifier, background: 2 }),
    ).toBeNull();
  });

  it("gives every class the number of the rarest, each window inside its image", () => {
    const label = fc.constantFrom("cat", "dog", "bird");
    const boxes = fc.array(fc.tuple(label, fc.nat(59), fc.nat(39)), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(boxes, { maxLength: 5 }), (images) => {
        const subjects = images.map((objects) => ({
          image,
          annotations: objects.map(([kind, x, y]) => annotated(kind, x, y)),
        }));
        const balanced = balancedWindows(subjects, { ...classifier, background: 2 });
        if (!balanced) return;
        const all = balanced.windows.flat();
        const counts = [0, 1, 2].map(
          (kind) => all.filter(({ classIndex }) => classIndex === kind).length,
        );
        expect(new Set(counts.filter((count) => count > 0))).toEqual(new Set([balanced.each]));
        expect(all.length).toBe(balanced.each * balanced.classes);
        expect(all.every(({ x, y }) => x >= 0 && y >= 0 && x <= 40 && y <= 20)).toBe(true);
      }),
    );
  });
});
