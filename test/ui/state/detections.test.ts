import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Candidates } from "../../../src-core/contract/api.ts";
import type { Card } from "../../../src-core/contract/card.ts";
import type { Head } from "../../../src-core/contract/heads.ts";
import { head as headSchema } from "../../../src-core/contract/heads.ts";
import { exportUrl } from "../../../src-renderer/host/analyses.ts";
import { Detections } from "../../../src-renderer/state/analysis/detections.svelte.ts";
import { passOnly } from "../analysis.ts";

const image = { width: 100, height: 100 };
const input = { width: 100, height: 100 } as Card["input"];
const levels = [{ stride: 16, anchors: [[10, 10]], scores: "s", boxes: "b" }];
const ssd = headSchema.parse({
  kind: "ssd",
  classes: ["background", "red", "white"],
  background: 0,
  activation: "softmax",
  levels,
  variances: { centre: 0.1, size: 0.2 },
  threshold: 0.5,
  nms: 0.4,
});
const outputs = { scores: "s", boxes: "b" };
const stage = { file: "rnet.onnx", sha256: "0".repeat(64), window: 24, outputs };
const mtcnn = headSchema.parse({
  kind: "pnet",
  classes: ["background", "face"],
  background: 0,
  activation: "none",
  outputs,
  threshold: 0.6,
  nms: { scale: 0.5, all: 0.7 },
  pyramid: { smallest: 20 },
  stages: [{ ...stage, threshold: 0.7, nms: 0.7, overlap: "minimum" }],
});

const box = (x: number, score: number, classIndex: number) => ({
  x,
  y: 0,
  width: 20,
  height: 20,
  score,
  classIndex,
  scale: 0,
});

/** What the host is asked for, and what it answers. */
const asked: string[] = [];
let answer: Candidates;

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    return Promise.resolve(Response.json(answer));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function detections(head: Head, limits: { threshold: number; overlap: number }) {
  const all = new Detections({ head, input }, image, limits);
  all.attach("a", passOnly);
  await all.load();
  return all;
}

test("another threshold and another overlap choose anew among what is there, and ask nobody", async () => {
  // The second overlaps the first by 10 of 30 pixels.
  const boxes = [box(0, 0.9, 1), box(10, 0.8, 1), box(60, 0.3, 2)];
  answer = { count: 3, boxes };
  const limits = { threshold: 0.5, overlap: 0.4 };
  const all = await detections(ssd, limits);
  expect(all.stageDetections.map(({ label, x }) => [label, x])).toEqual([
    ["red", 0],
    ["red", 10],
  ]);
  expect(asked).toEqual(["/api/analyses/a/candidates?floor=0.05"]);
  const stricter = await detections(ssd, { threshold: 0.5, overlap: 0.3 });
  expect(stricter.stageDetections.map(({ x }) => x)).toEqual([0]);
  const lower = await detections(ssd, { threshold: 0.2, overlap: 0.4 });
  expect(lower.classCounts).toEqual([
    { label: "red", count: 2, share: 2 / 3 },
    { label: "white", count: 1, share: 1 / 3 },
  ]);
  lower.requestCandidates(0.1);
  expect(asked).toHaveLength(3);
});

test("a lower threshold than what is there asks once it rests", async () => {
  vi.useFakeTimers();
  answer = { count: 0, boxes: [] };
  const all = await detections(ssd, { threshold: 0.5, overlap: 0.4 });
  for (const threshold of [0.04, 0.03, 0.02]) all.requestCandidates(threshold);
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toEqual([
    "/api/analyses/a/candidates?floor=0.05",
    "/api/analyses/a/candidates?floor=0.02",
  ]);
  vi.useRealTimers();
});

test("what is told of boxes that are left out follows the limits", async () => {
  const capped = headSchema.parse({ ...ssd, proposals: 1 });
  answer = { count: 3, boxes: [box(0, 0.9, 1), box(40, 0.8, 1), box(60, 0.3, 2)] };
  const told = async (threshold: number): Promise<string[]> => {
    const all = await detections(capped, { threshold, overlap: 0.4 });
    return all.notices.map(({ message }) => message);
  };
  const of = (count: number): string =>
    `1 of ${count} boxes are kept, the best ones: the card allows 1 in each 100×100 pixels`;
  expect(await told(0.85)).toEqual([]);
  expect(await told(0.5)).toEqual([of(2)]);
  expect(await told(0)).toEqual([
    of(3),
    "boxes that score less than 0.01 are not kept, those from 0 on were asked for",
  ]);
});

test("boxes that are none are counted from the threshold on", async () => {
  const faulty = [0.9, 0.3].map((score) => ({ score, classIndex: 1, fault: "swapped" as const }));
  answer = { count: 1, boxes: [box(0, 0.9, 1)], faulty };
  const told = async (threshold: number): Promise<string | undefined> =>
    (await detections(ssd, { threshold, overlap: 0.4 })).notices[0]?.message;
  expect(await told(0.5)).toMatch(/^1 of 2 boxes from the threshold on is left out: 1 with its/);
  expect(await told(0.2)).toMatch(/^2 of 3 boxes/);
  expect(await told(0.95)).toBeUndefined();
});

test("until there is something to choose among, what the host told holds", () => {
  const all = new Detections({ head: ssd, input }, image, { threshold: 0.5, overlap: 0.4 });
  const ofBoxes = { code: "boxes-capped" as const, message: "100 of 200 boxes are kept" };
  const other = { code: "pages-left-out" as const, message: "the file has 3 pages" };
  all.attach("a", { ...passOnly, notices: [other, ofBoxes] });
  expect(all.notices).toEqual([ofBoxes]);
});

test("that nothing was found is not said before anything was looked for", async () => {
  answer = { count: 1, boxes: [box(0, 0.9, 1)] };
  const limits = { threshold: 0.5, overlap: 0.4 };
  const early = new Detections({ head: ssd, input }, image, limits);
  expect(early.areKnown).toBe(false);
  early.attachCandidates("a", passOnly);
  expect(early.areKnown).toBe(false);
  await early.load();
  expect([early.areKnown, early.stageDetections.length]).toEqual([true, 1]);
  const empty = new Detections({ head: ssd, input }, image, limits);
  empty.attach("a", passOnly);
  expect([empty.areKnown, empty.stageDetections.length]).toEqual([true, 0]);
});

test("boxes that the host did not send are told only where they could count", async () => {
  answer = { count: 900, boxes: [box(0, 0.9, 1), box(60, 0.3, 2)] };
  const cut = async (threshold: number) =>
    (await detections(ssd, { threshold, overlap: 0.4 })).truncated;
  expect(await cut(0.3)).toBeNull();
  expect(await cut(0.2)).toEqual({ here: 2, of: 900 });
});

test("an export is asked for at the limits that are shown", () => {
  const one = (perClass: Record<string, number> | null): string =>
    exportUrl(
      "a",
      "csv",
      new Detections({ head: ssd, input }, image, { threshold: 0.9, overlap: 0.4, perClass })
        .requested,
    );
  expect(one(null)).toBe("/api/analyses/a/exports/csv?threshold=0.9&overlap=0.4");
  // Each class has its own, which the host knows.
  expect(one({ red: 0.6 })).toBe("/api/analyses/a/exports/csv?overlap=0.4");
});

test("one class alone, the list's keys, and the smallest box under the pointer", async () => {
  answer = { count: 2, boxes: [box(0, 0.9, 1), { ...box(5, 0.8, 2), width: 5, height: 5 }] };
  const all = await detections(ssd, { threshold: 0.5, overlap: 0.4 });
  all.selectNeighbour(1);
  expect([all.selected?.label, all.selectedIndex, all.focus?.area.width]).toEqual(["red", 0, 20]);
  all.selectNeighbour(1);
  all.selectNeighbour(1); // there is no third one
  expect(all.selected?.label).toBe("white");
  all.selectAt(7, 2);
  expect(all.selected?.label).toBe("white");
  all.selectAt(15, 15);
  expect(all.selected?.label).toBe("red");
  all.selectAt(90, 90);
  expect(all.selected).toBeNull();
  all.onlyClass = "white";
  expect(all.shown.map(({ label }) => label)).toEqual(["white"]);
  expect(all.stageDetections).toHaveLength(2);
});

test("the stages of a cascade: what each network has left, the last of them as the limits are", async () => {
  const landmarks = [{ x: 1, y: 2 }];
  const object = { x: 0, y: 0, width: 20, height: 20 };
  answer = {
    count: 2,
    boxes: [
      { ...box(0, 0.9, 1), object, landmarks },
      { ...box(50, 0.65, 1), object: { ...object, x: 50 } },
    ],
  };
  const [first, second] = [0, 40].map((x) => ({ label: "face", ...box(x, 0.9, 1) }));
  const stages = [
    { name: "pnet", detections: [first, second].flatMap((one) => (one ? [one] : [])) },
    { name: "rnet", detections: [] },
  ];
  const all = new Detections({ head: mtcnn, input }, image, { threshold: 0.7, overlap: 0.7 });
  all.attach("a", { ...passOnly, stages });
  await all.load();
  expect(all.stageCounts).toEqual([2, 1]);
  expect(all.stageDetections).toMatchObject([{ label: "face", score: 0.9, landmarks }]);
  all.stage = 0;
  expect(all.stageDetections.map(({ x }) => x)).toEqual([0, 40]);
  const lower = await detections(mtcnn, { threshold: 0.6, overlap: 0.7 });
  expect(lower.stageDetections.map(({ score }) => score)).toEqual([0.9, 0.65]);
});
