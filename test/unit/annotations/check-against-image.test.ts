import { describe, expect, it } from "vitest";
import { checkAgainstImage } from "../../../src-main/annotations/check-against-image.ts";
import { annotated } from "../../support/annotations/annotation.ts";

const image = { width: 64, height: 48 };
const fitted = (...objects: ReturnType<typeof annotated>[]) =>
  checkAgainstImage({ path: "a.png", source: "a.xml", size: image, objects }, image);

describe("fit", () => {
  it("leaves out boxes less than two pixels wide or high, and counts them", () => {
    const [good, thin] = [annotated("cat", 3), annotated("cat", 3, 3, { width: 1.9 })];
    const least = annotated("cat", 3, 3, { width: 2, height: 2 });
    const flat = annotated("cat", 3, 3, { height: 0 });
    expect(fitted(good, thin, least, flat)).toEqual({
      annotations: [good, least],
      tiny: 2,
      beyond: 0,
      problems: [],
    });
  });

  it("leaves out boxes that make no sense, and tells each of them", () => {
    const inverted = annotated("cat", 20, 3, { width: -10 });
    const outside = annotated("dog", 64, 3);
    const { annotations, tiny, problems } = fitted(annotated("cat", 3), inverted, outside);
    expect([annotations.length, tiny]).toEqual([1, 0]);
    expect(problems).toEqual([
      "a.xml: object 2 of a.png (cat) is left out: its box is inverted, from (20, 3) to (10, 13): swap its corners",
      "a.xml: object 3 of a.png (dog) is left out: its box 10×10 at (64, 3) lies outside the image of 64×48: mend it",
    ]);
  });

  it("takes boxes that reach beyond the image as they are, and counts those that do so by more than a pixel", () => {
    const [far, hardly] = [annotated("cat", 60), annotated("cat", 55)];
    expect(fitted(far, hardly)).toMatchObject({ annotations: [far, hardly], beyond: 1 });
  });

  it("refuses annotations of an image of another size", () => {
    const turned = { path: "a.png", source: "a.xml", size: { width: 48, height: 64 }, objects: [] };
    expect(() => checkAgainstImage(turned, image)).toThrow(
      "a.png: is 64×48, a.xml says 48×64: its boxes would",
    );
    expect(checkAgainstImage({ ...turned, size: null }, image).annotations).toEqual([]);
  });
});
