/** @file Each kind of head as one object: what the rest of the app asks of it. */
import { inEnglish } from "../../../src-core/messages/said.ts";
import { describe, expect, it } from "vitest";
import { head as headSchema } from "../../../src-core/contract/heads.ts";
import type { DetectionHead } from "../../../src-core/detection/heads/detection-head.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";

const outputs = { scores: "s", boxes: "b" };
const anchored = {
  classes: ["background", "a"],
  background: 0,
  activation: "softmax",
  levels: [
    {
      stride: 8,
      anchors: [
        [4, 16],
        [20, 20],
      ],
      ...outputs,
    },
  ],
  variances: { centre: 0.1, size: 0.2 },
  threshold: 0.3,
  nms: 0.4,
  proposals: 100,
};
const pnet = {
  kind: "pnet",
  classes: ["background", "face"],
  background: 0,
  activation: "none",
  outputs: { ...outputs, kinds: "k" },
  kinds: ["round", "long"],
  threshold: 0.6,
  nms: { scale: 0.5, all: 0.7 },
  pyramid: { smallest: 20 },
};
const stage = {
  file: "r.onnx",
  sha256: "0".repeat(64),
  window: 24,
  outputs,
  threshold: 0.9,
  nms: 0.2,
};
const cards: Record<string, unknown> = {
  classifier: { kind: "classifier", classes: ["a", "b"], activation: "softmax", output: "o" },
  pnet,
  cascade: { ...pnet, stages: [stage] },
  rpn: { ...anchored, kind: "rpn" },
  ssd: { ...anchored, kind: "ssd" },
};
const heads = Object.entries(cards).map(([name, card]) => ({ name, head: headSchema.parse(card) }));
const names = Object.keys(cards);
const of = (name: string): DetectionHead => {
  const found = heads.find((one) => one.name === name);
  if (!found) throw new RangeError(name);
  return headOf(found.head);
};

describe("a head", () => {
  it("has the figures of its kind", () => {
    expect(of("classifier").figures).toEqual({
      classes: "always",
      proposals: false,
      windows: true,
    });
    expect(of("ssd").figures).toEqual({ classes: "always", proposals: false, windows: false });
    expect(of("rpn").figures).toEqual({ classes: "never", proposals: true, windows: false });
    expect(of("pnet").figures).toMatchObject({ classes: "where-annotated", proposals: true });
  });

  it("says what the numbers of a cell are, and whether one of them means nothing", () => {
    expect(of("pnet").planes.join(" ")).toBe("background face left top right bottom round long");
    expect(inEnglish(of("pnet").planesInWords)).toBe("2 classes, four edges and 2 kinds");
    expect(of("pnet")).toMatchObject({ labels: ["round", "long"], background: null });
    expect(of("ssd")).toMatchObject({ planes: ["background", "a"], background: 0 });
    expect(of("classifier")).toMatchObject({ planes: ["a", "b"], background: null });
  });

  it("has windows beside it, or says why there are none", () => {
    const reasons = names.map((name) => {
      const why = of(name).noWindows;
      return why && inEnglish(why);
    });
    expect(reasons.map((why) => why?.split(" ").slice(0, 3).join(" ") ?? null)).toEqual([
      null,
      null,
      null,
      "a proposal network",
      "SSD was never",
    ]);
    expect(names.map((name) => of(name).anchored !== null)).toEqual(
      reasons.map((why) => why !== null),
    );
  });

  it("has the limits of its last network", () => {
    expect(of("classifier")).toMatchObject({ threshold: 0.5, overlap: 0.2, dropsLowest: false });
    expect(of("pnet")).toMatchObject({ threshold: 0.6, overlap: 0.7, dropsLowest: false });
    expect(of("cascade")).toMatchObject({ threshold: 0.9, overlap: 0.2, dropsLowest: true });
    expect(of("cascade").cascade?.stages).toHaveLength(1);
    expect(of("ssd")).toMatchObject({ threshold: 0.3, overlap: 0.4, dropsLowest: true });
  });

  it("sees objects as large as its window, or its anchors, and keeps as many as its card allows", () => {
    expect(of("pnet").sides({ width: 12, height: 14 })).toEqual([12, 12]);
    expect(of("ssd").sides({ width: 300, height: 300 })).toEqual([8, 20]);
    expect(of("ssd").cap).toEqual({ most: 100, size: "input" });
    expect(of("pnet").cap).toBeUndefined();
  });

  it("names the outputs that a window's network is cut at, and what is applied to them", () => {
    expect(of("classifier")).toMatchObject({ outputs: ["o"], activations: ["softmax"] });
    expect(of("pnet").outputs).toEqual(["s", "b", "k"]);
    expect(of("pnet").activations).toEqual(["none", "none", "none"]);
    expect(of("rpn")).toMatchObject({ outputs: undefined, activations: null });
  });
});
