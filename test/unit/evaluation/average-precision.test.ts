import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { averagePrecision, ratesFrom } from "../../../src-core/evaluation/average-precision.ts";

const right = (score: number) => ({ score, right: true });
const wrong = (score: number) => ({ score, right: false });

describe("averagePrecision", () => {
  it("sums the best precision at each recall or above it", () => {
    // Right, wrong, right of 2: precision 1 up to recall 1/2, then 2/3: 1/2 · 1 + 1/2 · 2/3.
    expect(averagePrecision([right(0.9), wrong(0.8), right(0.7)], 2)).toBeCloseTo(5 / 6, 12);
    // Wrong, right, right of 2: the precision 1/2 at recall 1/2 is lifted to the 2/3 at recall 1.
    expect(averagePrecision([wrong(0.9), right(0.8), right(0.7)], 2)).toBeCloseTo(2 / 3, 12);
    // Of 4 objects half is never found: 1/4 · 1 + 1/4 · 1.
    expect(averagePrecision([right(0.9), right(0.8), wrong(0.7)], 4)).toBe(0.5);
  });

  it("is 0 where nothing is found", () => {
    expect(averagePrecision([], 3)).toBe(0);
    expect(averagePrecision([wrong(0.9)], 3)).toBe(0);
  });

  it("takes equal scores as one step", () => {
    // No threshold finds the one without the other: precision 1/2 at recall 1.
    expect(averagePrecision([right(0.9), wrong(0.9)], 1)).toBe(0.5);
    expect(averagePrecision([wrong(0.9), right(0.9)], 1)).toBe(0.5);
  });

  it("refuses a class without annotations", () => {
    expect(() => averagePrecision([], 0)).toThrow("of 0 annotations there is no recall");
  });

  const judged = fc.array(
    fc.record({ score: fc.integer({ min: 1, max: 20 }), right: fc.boolean() }),
  );
  const countOf = (all: readonly { right: boolean }[]): number =>
    all.filter((one) => one.right).length;

  it("lies between 0 and 1, whatever the order", () => {
    fc.assert(
      fc.property(judged, fc.nat(5), (all, missed) => {
        const count = Math.max(1, countOf(all) + missed);
        const ap = averagePrecision(all, count);
        expect(ap).toBeGreaterThanOrEqual(0);
        expect(ap).toBeLessThanOrEqual(1);
        expect(averagePrecision(all.toReversed(), count)).toBe(ap);
      }),
    );
  });

  it("is 1 exactly where all objects are found before anything wrong", () => {
    fc.assert(
      fc.property(judged, (all) => {
        const good = all.map(({ score, right: isRight }) => ({
          right: isRight,
          score: isRight ? score + 100 : score,
        }));
        if (countOf(good) > 0) expect(averagePrecision(good, countOf(good))).toBeCloseTo(1, 12);
      }),
    );
  });

  it("never rises by a wrong detection of the lowest score, nor falls by a right one", () => {
    fc.assert(
      fc.property(judged, fc.nat(1), (all, tied) => {
        const lowest = Math.min(2, ...all.map(({ score }) => score)) - 1 + tied;
        const count = countOf(all) + 1;
        const before = averagePrecision(all, count);
        expect(averagePrecision([...all, wrong(lowest)], count)).toBeLessThanOrEqual(
          before + 1e-12,
        );
        const more = averagePrecision([...all, right(lowest)], count);
        expect(more).toBeGreaterThanOrEqual(before - 1e-12);
      }),
    );
  });
});

describe("ratesFrom", () => {
  it("is of the detections that score at least the threshold", () => {
    const all = [right(0.9), wrong(0.8), right(0.5), wrong(0.4)];
    expect(ratesFrom(0.5, all, 4)).toEqual({ precision: 2 / 3, recall: 1 / 2, f1: 4 / 7 });
    expect(ratesFrom(0.95, all, 4)).toEqual({ precision: 0, recall: 0, f1: 0 });
  });

  it("has as F1 the harmonic mean of precision and recall", () => {
    const judged = fc.array(fc.record({ score: fc.constant(1), right: fc.boolean() }));
    fc.assert(
      fc.property(judged, fc.nat(5), (all, missed) => {
        const found = all.filter((one) => one.right).length;
        if (found === 0) return;
        const { precision, recall, f1 } = ratesFrom(0.5, all, found + missed);
        expect(f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 12);
      }),
    );
  });
});
