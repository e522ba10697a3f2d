import { describe, expect, it } from "vitest";
import { scoreKind } from "../../../src-core/network/properties/score-kind.ts";

const windows = (...scores: readonly number[][]): Float32Array[] =>
  scores.map((window) => Float32Array.from(window));
const kindOf = (...scores: readonly number[][]): string => scoreKind(windows(...scores), 1e-4).kind;

describe("what scores say of themselves", () => {
  it("within 0 and 1 and in sum 1 they are probabilities", () => {
    expect(scoreKind(windows([0.25, 0.75], [1, 0], [0.5, 0.5]), 1e-4)).toEqual({
      kind: "exclusive",
      windows: 3,
      sum: 1,
    });
    expect(kindOf([0.2501, 0.75], [1, 0], [0.5, 0.4998])).toBe("exclusive");
  });

  it("within 0 and 1 alone, each is one", () => {
    expect(kindOf([0.25, 0.5], [1, 1], [0, 0])).toBe("separate");
    expect(kindOf([0.25], [1], [0.5])).toBe("separate");
    // A sum that is the same, and not 1, says no more.
    expect(kindOf([0.75, 0.75], [0.5, 1], [1, 0.5])).toBe("separate");
  });

  it("times a hundred, they are shares of a hundred", () => {
    expect(scoreKind(windows([25, 75], [99, 1], [0, 100]), 1e-4)).toEqual({
      kind: "scaled",
      windows: 3,
      sum: 100,
    });
  });

  it("one beside the range is enough against it", () => {
    expect(kindOf([0.25, 0.75], [1.5, -0.5], [0.5, 0.5])).toBe("open");
    expect(kindOf([0.25, 0.5], [1, 1.01], [0, 0])).toBe("open");
    expect(kindOf([-0.01, 0.5], [1, 1], [0, 0])).toBe("open");
    expect(kindOf([-3, -1], [-1, -0.5], [-2, -2])).toBe("open");
  });

  it("a few windows, always the same scores, or none that are numbers, say nothing", () => {
    expect(kindOf([0.25, 0.75], [1, 0])).toBe("unclear");
    expect(kindOf([0.25, 0.75], [0.25, 0.75], [0.25, 0.75])).toBe("unclear");
    expect(kindOf([0.25, NaN], [1, 0], [0.5, 0.5])).toBe("unclear");
    expect(kindOf()).toBe("unclear");
  });
});
