/** @file Corrections: a layer over what was found, which never changes it. */
import { afterEach, expect, test, vi } from "vitest";
import type { Card } from "../../../src-core/contract/card.ts";
import { edits as editsSchema, mostEdits } from "../../../src-core/contract/results/edits.ts";
import { head as headSchema } from "../../../src-core/contract/heads.ts";
import { withEdits } from "../../../src-core/detection/with-edits.ts";
import { between, moved, sized } from "../../../src-renderer/presentation/placed-box.ts";
import { Detections } from "../../../src-renderer/state/analysis/detections.svelte.ts";
import { Edits } from "../../../src-renderer/state/analysis/edits.svelte.ts";
import { ClassChoice } from "../../../src-renderer/state/settings/class-choice.svelte.ts";
import { BoxIndex } from "../../../src-renderer/viewer/boxes/box-index.ts";
import { visibleLabels, visibleMarks } from "../../../src-renderer/viewer/boxes/visible-boxes.ts";
import { writeBoxes } from "../../../src-renderer/viewer/boxes/outline-pixels.ts";
import { passOnly } from "../analysis.ts";

const head = headSchema.parse({
  kind: "ssd",
  classes: ["background", "red", "white"],
  background: 0,
  activation: "softmax",
  levels: [{ stride: 16, anchors: [[10, 10]], scores: "s", boxes: "b" }],
  variances: { centre: 0.1, size: 0.2 },
  threshold: 0.5,
  nms: 0.4,
});
const image = { width: 100, height: 100 };
const box = (x: number, score: number, classIndex: number) => ({
  x,
  y: 0,
  width: 20,
  height: 20,
  score,
  classIndex,
  scale: 0,
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Red at 0 (0.9) and at 30 (0.6), white at 60 (0.8). */
async function detections(limits: { threshold: number; overlap: number }, edits = new Edits()) {
  const boxes = [box(0, 0.9, 1), box(60, 0.8, 2), box(30, 0.6, 1)];
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ count: 3, boxes })));
  const input = { width: 100, height: 100 } as Card["input"];
  const all = new Detections({ head, input }, image, limits, new ClassChoice(), edits);
  all.attach("a", passOnly);
  await all.load();
  return all;
}

const told = (all: Detections) => all.shown.map(({ label, x, edited }) => [label, x, edited]);

test("a rejected box stays in the list, is not counted, and is taken back", async () => {
  const all = await detections({ threshold: 0.5, overlap: 0.4 });
  all.select(all.shown[0] ?? null, false);
  all.toggleSelected();
  expect(told(all)).toEqual([
    ["red", 0, "rejected"],
    ["white", 60, undefined],
    ["red", 30, undefined],
  ]);
  expect([all.shownCount, all.counted.length]).toEqual([2, 2]);
  expect(all.classCounts.map(({ count }) => count)).toEqual([1, 1]);
  expect(all.shown[0]?.score).toBe(0.9);
  expect(all.found[0]).not.toHaveProperty("edited");
  // It is the same one still.
  expect(all.selectedIndex).toBe(0);
  all.toggleSelected();
  expect(all.edits.list).toEqual([]);
  expect(all.shownCount).toBe(3);
});

test("a changed threshold keeps corrections: they know their box by place and class", async () => {
  const edits = new Edits();
  const all = await detections({ threshold: 0.5, overlap: 0.4 }, edits);
  all.select(all.shown[2] ?? null, false);
  all.relabelSelected("white");
  expect(told(all).at(-1)).toEqual(["white", 30, "relabelled"]);
  expect(all.shown[2]).toMatchObject({ foundAs: "red", score: 0.6 });
  // Of a class that is shown alone it is, too.
  all.onlyClass = "white";
  expect(all.shown.map(({ x }) => x)).toEqual([60, 30]);
  const stricter = await detections({ threshold: 0.7, overlap: 0.4 }, edits);
  expect(told(stricter).map(([, x]) => x)).toEqual([0, 60]);
  const again = await detections({ threshold: 0.5, overlap: 0.4 }, edits);
  expect(told(again).at(-1)).toEqual(["white", 30, "relabelled"]);
  again.select(again.shown[2] ?? null, false);
  again.relabelSelected("red");
  expect(edits.list).toEqual([]);
});

test("a box by hand has no score, is moved and sized, and is removed", async () => {
  const all = await detections({ threshold: 0.5, overlap: 0.4 });
  all.onlyClass = "white";
  all.add({ x: 10, y: 20, width: 30, height: 40 });
  all.onlyClass = null;
  expect(told(all)[0]).toEqual(["white", 10, "added"]);
  expect(all.toEdit?.score).toBeNaN();
  const { id = "" } = all.toEdit ?? {};
  all.edits.place(id, { x: 11, y: 20, width: 30, height: 40 });
  expect([all.selectedIndex, all.shown[0]?.x]).toEqual([0, 11]);
  all.relabelSelected("red");
  expect(all.shown[0]).toMatchObject({ label: "red", edited: "added" });
  expect(editsSchema.parse(all.edits.list)).toHaveLength(1);
  all.toggleSelected();
  expect(all.edits.list).toEqual([]);
});

test("no more are kept than fit the file", () => {
  const edits = new Edits();
  const one = { label: "red", x: 0, y: 0, width: 1, height: 1 };
  edits.list = Array.from({ length: mostEdits }, (_, x) => ({
    kind: "rejected",
    of: { ...one, x },
  }));
  expect(edits.isFull).toBe(true);
  expect(edits.add(one)).toBeNull();
  edits.toggle({ ...one, x: -5, score: 1 });
  expect(edits.list).toHaveLength(mostEdits);
});

test("the same box with another device's rounding is the same, a neighbour is not", () => {
  const of = { label: "red", x: 10, y: 10, width: 20, height: 20 };
  const found = [
    { ...of, x: 9.99, y: 10.01, score: 0.9 },
    { ...of, x: 10.2, score: 0.8 },
    { ...of, label: "white", score: 0.7 },
  ];
  const shown = withEdits(found, [{ kind: "rejected", of }]);
  expect(shown.map(({ edited }) => edited)).toEqual(["rejected", undefined, undefined]);
});

test("a rejected box is thin and dotted on the image, without halo or label", () => {
  const one = { label: "red", score: 1, x: 10, y: 10, width: 30, height: 30 };
  const view = { scale: 1, x: 0, y: 0 };
  const size = { width: 60, height: 60 };
  const picture = { words: new Uint32Array(3600), ...size };
  const index = new BoxIndex([{ ...one, edited: "rejected" }]);
  writeBoxes(picture, visibleMarks(index, view, size), 1);
  const row = [...picture.words.slice(10 * 60 + 8, 10 * 60 + 16)].map((word) => word !== 0);
  expect(row.filter(Boolean)).toHaveLength(4);
  expect(new Set([...picture.words]).size).toBe(2);
  expect(visibleLabels(index, view, size)).toEqual([]);
  expect(visibleLabels(new BoxIndex([one]), view, size)).toHaveLength(1);
});

test("a box stays within its image, and keeps a pixel", () => {
  const area = { x: 90, y: 5, width: 8, height: 10 };
  expect(moved(area, 5, -9, image)).toEqual({ ...area, x: 92, y: 0 });
  expect(sized(area, 5, -20, image)).toEqual({ ...area, width: 10, height: 1 });
  expect(between({ x: 30.4, y: 120 }, { x: -4, y: 80 }, image)).toEqual({
    x: 0,
    y: 80,
    width: 30,
    height: 20,
  });
  expect(between({ x: 130, y: 0 }, { x: 110, y: 50 }, image)).toBeNull();
});
