import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coveringPlaces, recallAt } from "../../../src-core/evaluation/proposals.ts";
import { annotated, detected } from "../../support/annotations/annotation.ts";

describe("coveringPlaces", () => {
  it("is the place of the best box that overlaps enough, whatever its class", () => {
    const boxes = [
      detected("object", 0.2, 100),
      detected("object", 0.9, 50),
      detected("x", 0.5, 1),
    ];
    const objects = [annotated("cat", 0), annotated("dog", 100), annotated("dog", 200)];
    expect(coveringPlaces(objects, boxes, 0.5)).toEqual([2, 3, Infinity]);
  });

  it("lets one box cover two objects, and leaves out those that do not count", () => {
    const hard = annotated("cat", 1, 0, { ignored: "difficult" });
    const objects = [annotated("cat", 0), annotated("cat", 2), hard];
    expect(coveringPlaces(objects, [detected("object", 0.9, 1)], 0.5)).toEqual([1, 1]);
  });
});

describe("recallAt", () => {
  it("is the share of the objects that the best boxes cover", () => {
    expect(recallAt([1, 10, 11, Infinity], 40)).toEqual([
      { proposals: 10, recall: 0.5 },
      { proposals: 30, recall: 0.75 },
      { proposals: 50, recall: 0.75 },
    ]);
  });

  it("goes no further than the head's boxes do", () => {
    const numbers = (most: number) => recallAt([1], most)?.map(({ proposals }) => proposals);
    expect(numbers(0)).toEqual([10]);
    expect(numbers(30)).toEqual([10, 30]);
    expect(numbers(101)).toEqual([10, 30, 50, 100, 300]);
    expect(numbers(5000)).toEqual([10, 30, 50, 100, 300]);
  });

  it("is null where nothing is annotated", () => {
    expect(recallAt([], 300)).toBeNull();
  });

  it("never falls with more boxes", () => {
    const places = fc.array(fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constant(Infinity)), {
      minLength: 1,
    });
    fc.assert(
      fc.property(places, (all) => {
        const recalls = (recallAt(all, 1000) ?? []).map(({ recall }) => recall);
        expect(recalls).toEqual(recalls.toSorted((one, other) => one - other));
      }),
    );
  });
});
