import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowestEvaluated } from "../../../src-core/evaluation/lowest-evaluated.ts";
import { meanAveragePrecision, Tally } from "../../../src-core/evaluation/tally.ts";
import { annotated, detected } from "../../support/annotations/annotation.ts";

describe("Tally", () => {
  it("counts classes over all images, in the order of the model", () => {
    const tally = new Tally(0.5);
    tally.add([annotated("cat", 0), annotated("dog", 50)], [detected("cat", 0.9, 1)]);
    tally.add([annotated("cat", 0)], [detected("cat", 0.8, 80), detected("cat", 0.3, 0)]);
    const classes = tally.classes(["bird", "dog", "cat"], () => 0.5);
    expect(classes).toEqual([
      { label: "dog", count: 1, ap: 0, threshold: 0.5, precision: 0, recall: 0, f1: 0 },
      // Right, wrong, right: 1/2 · 1 + 1/2 · 2/3. From 0.5 on: right, wrong.
      {
        label: "cat",
        count: 2,
        ap: (2 / 3 + 1) / 2,
        threshold: 0.5,
        precision: 0.5,
        recall: 0.5,
        f1: 0.5,
      },
    ]);
    expect(meanAveragePrecision(classes)).toBeCloseTo(5 / 12, 12);
    expect(tally.recallAt()).toEqual([{ proposals: 10, recall: 2 / 3 }]);
  });

  it("compares no detection with the annotations of another image", () => {
    const tally = new Tally(0.5);
    tally.add([annotated("cat", 0)], []);
    tally.add([], [detected("cat", 0.9, 0)]);
    expect(tally.classes(["cat"], () => 0.5)[0]).toMatchObject({ count: 1, ap: 0, recall: 0 });
  });

  it("has no figures of classes whose objects do not count", () => {
    const tally = new Tally(0.5);
    tally.add([annotated("cat", 0, 0, { ignored: "crowd" })], [detected("cat", 0.9, 0)]);
    expect(tally.classes(["cat"], () => 0.5)).toEqual([]);
    expect(meanAveragePrecision([])).toBeNull();
    expect(tally.recallAt()).toBeNull();
  });

  it("gives 1 everywhere to one who knows the annotations", () => {
    const object = fc.tuple(fc.constantFrom("cat", "dog"), fc.nat(90), fc.nat(90));
    fc.assert(
      fc.property(fc.array(fc.array(object, { maxLength: 9 }), { minLength: 1 }), (images) => {
        const tally = new Tally(0.5);
        for (const objects of images)
          tally.add(
            objects.map((box) => annotated(...box)),
            objects.map(([label, x, y]) => detected(label, 0.9, x, y)),
          );
        for (const figures of tally.classes(["cat", "dog"], () => 0.5))
          expect(figures).toMatchObject({ ap: 1, precision: 1, recall: 1, f1: 1 });
        for (const { recall } of tally.recallAt() ?? []) expect(recall).toBe(1);
      }),
    );
  });
});

describe("figures", () => {
  it("are computed from almost all detections", () => {
    expect(lowestEvaluated).toBe(0.01);
  });
});
