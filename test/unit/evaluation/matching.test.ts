import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchDetections } from "../../../src-core/evaluation/matching.ts";
import { annotated, detected } from "../../support/annotations/annotation.ts";

const verdicts = (...call: Parameters<typeof matchDetections>): [number, boolean][] =>
  matchDetections(...call).map(({ score, right }) => [score, right]);

describe("judge", () => {
  it("lets each annotation be found once, by the best detection", () => {
    const twice = [detected("cat", 0.8, 1), detected("cat", 0.9, 2)];
    expect(verdicts([annotated("cat", 0)], twice, 0.5)).toEqual([
      [0.9, true],
      [0.8, false],
    ]);
  });

  it("needs the overlap, counts the overlap itself, and the class", () => {
    // 10×10 boxes that are 5 pixels apart share 50 of 150 pixels, those 6 apart 40 of 160.
    const third = [annotated("cat", 0)];
    expect(verdicts(third, [detected("cat", 0.9, 5)], 1 / 3)).toEqual([[0.9, true]]);
    expect(verdicts(third, [detected("cat", 0.9, 6)], 1 / 3)).toEqual([[0.9, false]]);
    expect(verdicts(third, [detected("dog", 0.9, 0)], 1 / 3)).toEqual([[0.9, false]]);
  });

  it("takes the annotation with the most overlap of those that are not taken", () => {
    const two = [annotated("cat", 0), annotated("cat", 4)];
    const detections = [detected("cat", 0.9, 3), detected("cat", 0.8, 3), detected("cat", 0.7, 3)];
    expect(verdicts(two, detections, 0.3)).toEqual([
      [0.9, true],
      [0.8, true],
      [0.7, false],
    ]);
  });

  it("neither counts nor punishes what finds only an object that is hard to see, however often", () => {
    const hard = [annotated("cat", 0, 0, { ignored: "difficult" }), annotated("cat", 2)];
    const detections = [detected("cat", 0.9, 0), detected("cat", 0.8, 0), detected("cat", 0.7, 50)];
    expect(verdicts(hard, detections, 0.5)).toEqual([
      [0.9, true], // the one that counts comes first
      [0.7, false],
    ]);
  });

  it("leaves out what lies in a crowd by the share of itself that does", () => {
    const crowd = [annotated("cat", 0, 0, { width: 100, height: 100, ignored: "crowd" })];
    expect(matchDetections(crowd, [detected("cat", 0.9, 40, 40)], 0.5)).toEqual([]);
    expect(matchDetections(crowd, [detected("cat", 0.9, 95, 0)], 0.5)).toEqual([]); // half of it
    expect(verdicts(crowd, [detected("cat", 0.9, 96, 0)], 0.5)).toEqual([[0.9, false]]);
    const hard = [annotated("cat", 0, 0, { width: 100, height: 100, ignored: "difficult" })];
    expect(verdicts(hard, [detected("cat", 0.9, 40, 40)], 0.5)).toEqual([[0.9, false]]);
  });

  it("lists equal boxes of several classes in one order", () => {
    const two = [detected("dog", 0.9, 3), detected("cat", 0.9, 3)];
    expect(matchDetections([], two, 0.5)).toEqual(matchDetections([], two.toReversed(), 0.5));
  });

  const label = fc.constantFrom("cat", "dog");
  const place = fc.integer({ min: 0, max: 30 });
  const truth = fc.array(fc.tuple(label, place, place), { maxLength: 8 });
  const found = fc.array(fc.tuple(label, fc.constantFrom(0.2, 0.5, 0.9), place, place), {
    maxLength: 12,
  });

  it("does not depend on the order of the detections", () => {
    const bothOrders = found.chain((boxes) =>
      fc.tuple(fc.constant(boxes), fc.shuffledSubarray(boxes, { minLength: boxes.length })),
    );
    fc.assert(
      fc.property(truth, bothOrders, (annotations, [boxes, shuffled]) => {
        const objects = annotations.map(([kind, x, y]) => annotated(kind, x, y));
        const judged = (all: typeof boxes) =>
          matchDetections(
            objects,
            all.map((box) => detected(...box)),
            0.3,
          );
        expect(judged(shuffled)).toEqual(judged(boxes));
      }),
    );
  });

  it("finds no more objects than there are", () => {
    fc.assert(
      fc.property(truth, found, (annotations, boxes) => {
        const objects = annotations.map(([kind, x, y]) => annotated(kind, x, y));
        const detections = boxes.map((box) => detected(...box));
        const right = matchDetections(objects, detections, 0.3).filter(
          (judged) => judged.right,
        ).length;
        expect(right).toBeLessThanOrEqual(Math.min(objects.length, detections.length));
      }),
    );
  });
});
