import { raw } from "../../../../src-core/messages/said.ts";
import { describe, expect, it } from "vitest";
import { Agreement } from "../../../../src-main/analysis/windows/agreement.ts";
import { gridOf } from "../../../../src-main/analysis/windows/grid.ts";
import { heldScores } from "../../../../src-main/output/held-scores.ts";
import { statistics } from "../../../../src-main/analysis/jobs/timing.ts";
import { convolutionalize } from "../../../../src-core/network/surgery/convolutionalize.ts";
import { zoo } from "../../../support/zoo/index.ts";
import { randomClassifier } from "../../../support/models/classifier.ts";

const expected = { class: "exact", reason: "", said: raw("") } as const;
// Two classes, one row of three cells: best classes 0, 1, 1.
const map = heldScores({
  classes: 2,
  rows: 1,
  columns: 3,
  data: Float32Array.of(0.75, 0.25, 0.5, 0.25, 0.75, 0.625),
});
const cells = (...columns: number[]) => columns.map((column) => ({ row: 0, column }));
const scores = (data: number[]) => ({
  batch: data.length / 2,
  classes: 2,
  rows: 1,
  columns: 1,
  data: Float32Array.from(data),
});

describe("Agreement", () => {
  it("tells the largest difference and the share of equal best classes", async () => {
    const agreement = new Agreement(1e-3);
    await agreement.add(map, cells(0, 2), scores([0.75, 0.25, 0.75, 0.625]));
    expect(agreement.result(expected)).toMatchObject({
      checked: 2,
      maxAbsDiff: 0.25,
      argmaxAgreement: 0.5,
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

  it("does not take a number for what is none", async () => {
    const agreement = new Agreement(1e-3);
    await agreement.add(map, cells(0, 1), scores([NaN, 0.25, 0.25, 0.75]));
    const { class: kind, reason, maxAbsDiff } = agreement.result(expected);
    expect({ kind, maxAbsDiff }).toEqual({ kind: "padded", maxAbsDiff: 0 });
    expect(reason).toBe(
      "it is not called equal: one way alone gives NaN or infinity at 1 of 2 cells, where numbers overflow",
    );
  });

  it("tells what the network itself gives in both ways, and measures the other scores", async () => {
    const broken = heldScores({
      classes: 2,
      rows: 1,
      columns: 3,
      data: Float32Array.of(NaN, 0.25, 0.5, Infinity, 0.75, NaN),
    });
    const agreement = new Agreement(1e-3);
    await agreement.add(broken, cells(0, 1, 2), scores([NaN, Infinity, 0.25, 0.7501, 0.5, NaN]));
    const {
      class: kind,
      reason,
      checked,
      maxAbsDiff,
      argmaxAgreement,
    } = agreement.result(expected);
    expect({ kind, checked, argmaxAgreement }).toEqual({
      kind: "exact",
      checked: 3,
      argmaxAgreement: 1,
    });
    expect(maxAbsDiff).toBeCloseTo(1e-4, 6);
    expect(reason).toBe(
      "the network itself gives NaN or infinity at 2 of 3 cells, in both ways alike",
    );
  });

  it("asks for no report where the network gives no numbers, however far the others lie apart", async () => {
    const broken = heldScores({
      classes: 2,
      rows: 1,
      columns: 2,
      data: Float32Array.of(NaN, 0.25, 0.5, 0.75),
    });
    const agreement = new Agreement(1e-3);
    await agreement.add(broken, cells(0, 1), scores([NaN, 0.5, 0.75, 0.75]));
    const { class: kind, reason } = agreement.result(expected);
    expect(kind).toBe("padded");
    expect(reason).toContain("at 1 of 2 cells, in both ways alike");
    expect(reason).not.toContain("report");
  });
});

describe("spread", () => {
  it("tells median, least and most", () => {
    expect(statistics([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
    expect(statistics([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  });
});

describe("gridOf", () => {
  const model = randomClassifier({
    seed: 1,
    channels: 1,
    window: { width: 12, height: 8 },
    flatten: "Flatten",
    layers: [{ kind: "MaxPool", kernel: 2, stride: 2 }],
    dense: [{ units: 2, as: "Gemm" }],
    softmax: false,
    opset: 17,
  });
  if (!model) throw new Error("the plan does not fit");
  const network = convolutionalize(model);

  it("holds the windows that lie inside the image", () => {
    expect(gridOf(network, { width: 15, height: 8 })).toEqual({
      columns: 2,
      rows: 1,
      strideX: 2,
      strideY: 2,
      width: 12,
      height: 8,
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
