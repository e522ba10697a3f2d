import { expect, it } from "vitest";
import type { Head } from "../../../src-core/contract/heads.ts";
import { head as headSchema } from "../../../src-core/contract/heads.ts";
import type { Candidate } from "../../../src-core/detection/candidate.ts";
import type { LimitsRequest } from "../../../src-core/detection/candidate.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import {
  lowestThresholdOf,
  select as selection,
  thresholdsOf,
} from "../../../src-core/detection/select.ts";

const image = { width: 100, height: 100 };

const select = (one: Head, boxes: readonly Candidate[], wish: LimitsRequest, size: typeof image) =>
  selection(one, boxes, wish, size, null).boxes;

const box = (x: number, score: number, more: Partial<Candidate> = {}): Candidate => ({
  x,
  y: 0,
  width: 10,
  height: 10,
  score,
  classIndex: 1,
  scale: 0,
  ...more,
});

const anchored = {
  classes: ["background", "a", "b"],
  background: 0,
  activation: "softmax",
  levels: [{ stride: 8, anchors: [[10, 10]], scores: "s", boxes: "b" }],
  variances: { centre: 0.1, size: 0.2 },
  threshold: 0.5,
  nms: 0.5,
};
const head = (said: object): Head => headSchema.parse(said);
const ssd = head({ kind: "ssd", ...anchored });
const rpn = head({ kind: "rpn", ...anchored, proposals: 2 });
const pnet = {
  kind: "pnet",
  classes: ["background", "cell"],
  background: 0,
  activation: "softmax",
  kinds: ["round", "long"],
  outputs: { scores: "cell", boxes: "boxes", kinds: "kind" },
  threshold: 0.6,
  nms: { scale: 0.5, all: 0.7 },
  pyramid: { smallest: 12 },
};

it("each class is thinned by itself in SSD, all together elsewhere", () => {
  const boxes = [box(0, 0.9), box(1, 0.8, { classIndex: 2 }), box(2, 0.7)];
  expect(select(ssd, boxes, { threshold: 0.5 }, image).map(({ x }) => x)).toEqual([0, 1]);
  expect(select(rpn, boxes, { threshold: 0.5 }, image).map(({ x }) => x)).toEqual([0]);
});

it("boxes below the threshold neither count nor push others aside", () => {
  expect(select(ssd, [box(0, 0.4), box(1, 0.3)], { threshold: 0.5 }, image)).toEqual([]);
  expect(select(ssd, [box(0, 0.9), box(1, 0.8)], { threshold: 0.85 }, image)).toHaveLength(1);
});

it("each class counts from its own threshold on, unless one is wished for all", () => {
  const own = head({ kind: "ssd", ...anchored, thresholds: { b: 0.2 } });
  const boxes = [box(0, 0.6), box(20, 0.4), box(40, 0.4, { classIndex: 2 })];
  expect(select(own, boxes, {}, image).map(({ x }) => x)).toEqual([0, 40]);
  expect(select(own, boxes, { threshold: 0.3 }, image)).toHaveLength(3);
  expect(select(own, boxes, { threshold: 0.5 }, image).map(({ x }) => x)).toEqual([0]);
  expect([thresholdsOf(own), lowestThresholdOf(own)]).toEqual([[0.5, 0.5, 0.2], 0.2]);
  // Kinds are the labels of a proposal network that tells them.
  const kinds = head({ ...pnet, thresholds: { long: 0.9 } });
  expect(select(kinds, [box(0, 0.8), box(40, 0.7, { classIndex: 0 })], {}, image)).toHaveLength(1);
  const round = head({
    kind: "classifier",
    classes: ["no", "a"],
    background: 0,
    activation: "none",
  });
  expect([thresholdsOf(round), lowestThresholdOf(round)]).toEqual([[0.5, 0.5], 0.5]);
});

it("thresholds of classes that are not there, or mean nothing, are refused", () => {
  const parse = (thresholds: object): boolean =>
    headSchema.safeParse({ kind: "ssd", ...anchored, thresholds }).success;
  expect([
    parse({ a: 0.1 }),
    parse({ c: 0.1 }),
    parse({ background: 0.1 }),
    parse({ a: 2 }),
  ]).toEqual([true, false, false, false]);
  expect(headSchema.safeParse({ ...pnet, thresholds: { cell: 0.1 } }).success).toBe(false);
});

it("a wished overlap takes the place of the head's", () => {
  const boxes = [box(0, 0.9), box(5, 0.8)]; // 1/3
  expect(select(ssd, boxes, { threshold: 0.5 }, image)).toHaveLength(2);
  expect(select(ssd, boxes, { threshold: 0.5, overlap: 0.3 }, image)).toHaveLength(1);
});

it("no more proposals than the head wants", () => {
  const boxes = [box(0, 0.9), box(20, 0.8), box(40, 0.7)];
  const { boxes: kept, of } = selection(rpn, boxes, { threshold: 0.1 }, image, {
    most: 2,
    block: null,
  });
  expect([kept.map(({ x }) => x), of]).toEqual([[0, 20], 3]);
});

it("PNet's windows are thinned on each scale, then on all, then moved to their objects and cut at the border", () => {
  const object = { x: 95, y: 0, width: 20, height: 10 };
  const boxes = [
    box(0, 0.9, { object }),
    box(3, 0.8), // overlaps the first by 7/13 > 0.5 on its scale
    box(3, 0.7, { scale: 1 }), // not more than 0.7 on another one
  ];
  const found = select(head(pnet), boxes, { threshold: 0.6 }, image);
  expect(found.map(({ x, width }) => [x, width])).toEqual([
    [95, 5],
    [3, 10],
  ]);
  // The object of the first is elsewhere: nothing overlaps after the regression.
  const after = head({ ...pnet, nmsAfterRegression: true });
  expect(select(after, boxes, { threshold: 0.6, overlap: 0.01 }, image)).toHaveLength(2);
});

it("PNet's kinds are its labels where it tells them", () => {
  expect(headOf(head(pnet)).labels).toEqual(["round", "long"]);
  expect(headOf(ssd).labels).toEqual(["background", "a", "b"]);
});

it("a head that names no outputs, or both ways of naming them, is refused", () => {
  const bare = { stride: 8, anchors: [[10, 10]] };
  const list = { scores: "s", boxes: "b" };
  const parse = (said: object): boolean => headSchema.safeParse({ kind: "ssd", ...said }).success;
  expect(parse({ ...anchored, levels: [bare] })).toBe(false);
  expect(parse({ ...anchored, levels: [bare], outputs: list })).toBe(true);
  expect(parse({ ...anchored, outputs: list })).toBe(false);
});
