import { describe, expect, it } from "vitest";
import { Agreement } from "../../../src-main/analysis/agreement.ts";
import { gridOf } from "../../../src-main/analysis/grid.ts";
import { heldScores } from "../../../src-main/output/held-scores.ts";
import { spread } from "../../../src-main/analysis/timing.ts";
import { convolutionalize } from "../../../src-core/network/convolutionalize.ts";
import { zoo } from "../../support/zoo/index.ts";
import { randomClassifier } from "../../support/classifier.ts";

const expected = { class: "exact", reason: "" } as const;
// Two classes, one row of three cells: best classes 0, 1, 1.
const map = heldScores({
  ...{ classes: 2, rows: 1, columns: 3 },
  data: Float32Array.of(0.75, 0.25, 0.5, 0.25, 0.75, 0.625),
});
const cells = (...columns: number[]) => columns.map((column) => ({ row: 0, column }));
const scores = (data: number[]) => ({
  ...{ batch: data.length / 2, classes: 2, rows: 1, columns: 1 },
  data: Float32Array.from(data),
});

describe("Agreement", () => {
  it("tells the largest difference and the share of equal best classes", async () => {
    const agreement = new Agreement(1e-3);
    await agreement.add(map, cells(0, 2), scores([0.75, 0.25, 0.75, 0.625]));
    expect(agreement.result(expected)).toMatchObject({
      ...{ checked: 2, maxAbsDiff: 0.25, argmaxAgreement: 0.5 },
    });
  });

  it("does not call equal what differs by more than rounding explains, whatever the graph says", async () => {
    const agreement = new Agreement(1e-3);
    await agreement.add(map, cells(0), scores([0.75, 0.2501]));
    expect(agreement.result(expected).class).toBe("exact");
    await agreement.add(map, cells(1), scores([0.5, 0.5]));
    const { class: kind, reason, maxAbsDiff } = agreement.result(expected);
    expect({ kind, maxAbsDiff }).toEqual({ kind: "padded", maxAbsDiff: 0.25 });
    expect(reason).toContain("differs by 2.5e-1, more than rounding explains");
  });

  it("does not take a score that is no number for agreement", async () => {
    const agreement = new Agreement(1e-3);
    await agreement.add(map, cells(0, 1), scores([NaN, 0.25, 0.25, 0.75]));
    expect(() => agreement.result(expected)).toThrow("no numbers (NaN)");
  });
});

describe("spread", () => {
  it("tells median, least and most", () => {
    expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
    expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  });
});

describe("gridOf", () => {
  const model = randomClassifier({
    ...{ seed: 1, channels: 1, window: { width: 12, height: 8 }, flatten: "Flatten" },
    layers: [{ kind: "MaxPool", kernel: 2, stride: 2 }],
    dense: [{ units: 2, as: "Gemm" }],
    ...{ softmax: false, opset: 17 },
  });
  if (!model) throw new Error("the plan does not fit");
  const network = convolutionalize(model);

  it("holds the windows that lie inside the image", () => {
    expect(gridOf(network, { width: 15, height: 8 })).toEqual({
      ...{ columns: 2, rows: 1, strideX: 2, strideY: 2, width: 12, height: 8 },
      visited: { columns: 2, rows: 1 },
    });
  });

  it("holds a last cell that stands out of the image where the network pads, and does not visit it", () => {
    const padded = zoo.find(({ name }) => name === "alexnet-caffe");
    if (!padded) throw new Error("the zoo has no such network");
    const alexnet = convolutionalize(padded.build());
    const side = alexnet.window.width + 8;
    const grid = gridOf(alexnet, { width: side, height: side });
    expect(grid).toMatchObject({ columns: 2, rows: 2, visited: { columns: 1, rows: 1 } });
  });

  it("refuses an image smaller than the window, with both sizes", () => {
    expect(() => gridOf(network, { width: 12, height: 7 })).toThrow(
      "window 12×8 is larger than the image 12×7",
    );
  });
});
