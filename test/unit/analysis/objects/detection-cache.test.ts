/** @file Objects of a map that is searched in parts, against the same map searched at once. */
import { describe, expect, it } from "vitest";
import { findPeaks } from "../../../support/maps/find-peaks.ts";
import { randomNumbers } from "../../../../src-core/random.ts";
import { DetectionCache } from "../../../../src-main/analysis/objects/detection-cache.ts";
import { unattended } from "../../../../src-main/analysis/jobs/job.ts";
import { Sessions } from "../../../../src-main/analysis/sessions/sessions.ts";
import type { Subject } from "../../../../src-main/analysis/subject/subject.ts";
import { onnxruntime } from "../../../../src-main/engine/onnxruntime.ts";
import { heldScores } from "../../../../src-main/output/held-scores.ts";

// Larger than one part both ways.
const [rows, columns, classes] = [1100, 2100, 20];
const grid = {
  rows,
  columns,
  strideX: 4,
  strideY: 4,
  width: 28,
  height: 28,
  visited: { rows, columns },
};
const head = {
  kind: "classifier" as const,
  activation: "softmax" as const,
  background: 3,
  classes: Array.from({ length: classes }, (_, index) => `class ${index}`),
};

/** Blobs and flat plateaus all over, some of them across the parts' borders at 1,024 and 2,048. */
function map() {
  const uniform = randomNumbers(7);
  const data = new Float32Array(classes * rows * columns);
  const blob = (row: number, column: number): void => {
    const kind = Math.floor(uniform() * classes);
    const flat = uniform() < 0.5;
    const score = 0.3 + 0.7 * uniform();
    for (let y = Math.max(0, row - 3); y < Math.min(rows, row + 4); y++)
      for (let x = Math.max(0, column - 3); x < Math.min(columns, column + 4); x++)
        data[(kind * rows + y) * columns + x] = flat
          ? score
          : score / (1 + Math.hypot(y - row, x - column));
  };
  for (let count = 0; count < 800; count++)
    blob(Math.floor(uniform() * rows), Math.floor(uniform() * columns));
  for (let at = 20; at < 1000; at += 40) blob(1022 + (at % 5), at);
  for (let at = 20; at < 1000; at += 40) blob(at, 1022 + (at % 5));
  for (let at = 20; at < 1000; at += 40) blob(at, 2046 + (at % 5));
  return { data, classes, rows, columns };
}

const place = ({ x, y, score }: { x: number; y: number; score: number }) => `${x},${y},${score}`;

describe("objects", () => {
  const scores = map();
  const source = heldScores(scores);
  const sessions = new Sessions(onnxruntime); // there is no cascade to run on them
  const scored = { scored: [{ source, boxes: () => Promise.resolve([]) }], sessions };
  const scale = { index: 0, factor: 1, x: 1, y: 1 };
  const image = { width: 4 * columns + 24, height: 4 * rows + 24 };
  const subject = {
    key: "a",
    grid,
    scale,
    image,
    model: { card: { head }, stages: [] },
  } as unknown as Subject;
  const detect = async (threshold: number) =>
    (await new DetectionCache().get([subject], scored, { threshold }, unattended)).list;

  it("finds in parts what it finds at once, each object once", async () => {
    const geometry = { strideX: 4, strideY: 4, windowWidth: 28, windowHeight: 28 };
    const whole = findPeaks(scores, geometry, { background: 3, threshold: 0.4 });
    const found = await detect(0.4);
    expect(found.length).toBeGreaterThan(500);
    expect(found.map(place).sort()).toEqual(whole.map(place).sort());
    expect(found.some(({ label }) => label === "class 3")).toBe(false);
    expect(found.every(({ score }, at) => score <= (found[at - 1]?.score ?? 1))).toBe(true);
  });

  it("takes those from a higher threshold on out of what is known", async () => {
    const objects = new DetectionCache();
    await objects.get([subject], scored, { threshold: 0.4 }, unattended);
    const { list } = await objects.get([subject], scored, { threshold: 0.8 }, unattended);
    expect(list).toEqual(await detect(0.8));
  });
});
