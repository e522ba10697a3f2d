import { describe, expect, it } from "vitest";
import { head as headSchema } from "../../../src-core/contract/heads.ts";
import type { Candidate } from "../../../src-core/detection/candidate.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import { select } from "../../../src-core/detection/select.ts";
import {
  cropOf,
  cropBox,
  refinedCandidates,
  thinnedForNextStage,
} from "../../../src-core/detection/cascade.ts";

const found = (object: Candidate["object"]): Candidate => ({
  x: 0,
  y: 0,
  width: 1,
  height: 1,
  classIndex: 1,
  score: 1,
  scale: 2,
  object,
});

describe("a crop", () => {
  it("is the square of the longer side around the object, cut to whole pixels", () => {
    // 10 × 20 around (15, 30): 20 × 20 from (5, 20).
    const crop = cropOf(found({ x: 10, y: 20, width: 10, height: 20 }));
    expect(crop).toEqual({ left: 5, top: 20, right: 25, bottom: 40, scale: 2 });
    // Of pixels that count from 1, both borders included.
    expect(cropBox(crop)).toEqual({ x: 4, y: 19, width: 21, height: 21 });
  });

  it("is cut towards zero on both sides of it", () => {
    const crop = cropOf(found({ x: -2.7, y: 3.9, width: 10.5, height: 10.5 }));
    expect(crop).toMatchObject({ left: -2, top: 3, right: 7, bottom: 14 });
  });

  it("needs an object", () => {
    expect(() => cropOf(found(undefined))).toThrow(RangeError);
  });
});

const crop = { left: 11, top: 21, right: 20, bottom: 40, scale: 0 }; // 10 × 20
// Scores, edges, and one landmark as x, y.
const numbers = (score: number) => [1 - score, score, 0.1, 0.2, -0.1, 0, 0.5, 0.25];
const stage = { nmsAfterRegression: false };
const shape = { classes: 2, background: 0, points: 1 };

describe("what a network says of its crops", () => {
  it("moves edges and landmarks by shares of the crop, and lets boxes push each other aside as they were", () => {
    const data = Float32Array.from(numbers(0.75));
    const [one] = refinedCandidates([crop], { data, ...shape }, stage, 0.5);
    expect(one).toMatchObject({ x: 11, y: 21, width: 10, height: 20, score: 0.75, classIndex: 1 });
    // 11 + 1, 21 + 4, 20 − 1, 40 + 0.
    const { x = 0, y = 0, width = 0, height = 0 } = one?.object ?? {};
    expect([x, y, x + width, y + height].map((edge) => +edge.toFixed(5))).toEqual([12, 25, 19, 40]);
    // From the crop's first pixel, counted from 0.
    expect(one?.landmarks).toEqual([{ x: 10 + 5, y: 20 + 5 }]);
  });

  it("or as they are moved", () => {
    const data = Float32Array.from(numbers(0.75));
    const [one] = refinedCandidates([crop], { data, ...shape }, { nmsAfterRegression: true }, 0.5);
    expect(one?.x).toBeCloseTo(12, 5);
    expect(one?.width).toBeCloseTo(8, 5); // 19 − 12 and the border
  });

  it("are the best first, without what scores less than is asked for", () => {
    const data = Float32Array.from([numbers(0.5), numbers(0.25), numbers(0.75)].flat());
    const kept = refinedCandidates([crop, crop, crop], { data, ...shape }, stage, 0.5);
    expect(kept.map(({ score }) => score)).toEqual([0.75, 0.5]);
  });
});

it("a small box in a large one is pushed aside where the share is the smaller one's", () => {
  const boxes = [
    { ...found(undefined), width: 100, height: 100 },
    { ...found(undefined), x: 70, y: 70, width: 20, height: 20, score: 0.9 },
  ];
  expect(thinnedForNextStage(boxes, { nms: 0.7, overlap: "union" })).toHaveLength(2);
  expect(thinnedForNextStage(boxes, { nms: 0.7, overlap: "minimum" })).toHaveLength(1);
});

it("a cascade's limits are those of its last network, and its boxes are that one's objects", () => {
  const outputs = { scores: "s", boxes: "b" };
  const sha256 = "0".repeat(64);
  const own = { file: "a.onnx", sha256, window: 24, outputs, threshold: 0.8, nms: 0.3 };
  const head = headSchema.parse({
    kind: "pnet",
    classes: ["background", "face"],
    background: 0,
    activation: "none",
    outputs,
    threshold: 0.6,
    nms: { scale: 0.5, all: 0.7 },
    pyramid: { smallest: 20 },
    stages: [own, { ...own, threshold: 0.9, nms: 0.4, overlap: "minimum" }],
  });
  expect([headOf(head).threshold, headOf(head).overlap]).toEqual([0.9, 0.4]);
  const landmarks = [{ x: 1, y: 2 }];
  const object = { x: 90, y: 0, width: 20, height: 20 };
  const boxes = [
    { ...found(object), landmarks },
    { ...found(object), score: 0.85 },
  ];
  expect(select(head, boxes, {}, { width: 100, height: 100 }, null).boxes).toMatchObject([
    { x: 90, y: 0, width: 10, height: 20, landmarks },
  ]);
});
