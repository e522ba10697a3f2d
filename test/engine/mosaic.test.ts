/** @file Smears side by side: each keeps the boxes that it has by itself, in one piece and in tiles. */
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analysis, LabelledDetection } from "../../src-core/contract/analysis.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { temporaryFolder } from "../support/folder.ts";

const smear = "models/ssd-cells/samples/smear.jpg";
const [width, height] = [640, 480];
const [columns, rows] = [2, 2];
const path = join(temporaryFolder(), "mosaic.png");
const bench = new Workbench(onnxruntime, "models");

beforeAll(async () => {
  const places = Array.from({ length: columns * rows }, (_, index) => ({
    left: (index % columns) * width,
    top: Math.floor(index / columns) * height,
    input: smear,
  }));
  const create = { width: columns * width, height: rows * height, channels: 3 as const };
  await sharp({ create: { ...create, background: "black" } })
    .composite(places)
    .png()
    .toFile(path);
});

async function analysed(model: string, more: object): Promise<Analysis> {
  const request = { path, model, device: "cpu", runs: 1, ...more };
  return (await bench.pass(request, unattended)).result;
}

/** By a plain loop: how many centres lie on each smear. */
function perSmear(boxes: readonly LabelledDetection[]): number[] {
  const counts = new Array<number>(columns * rows).fill(0);
  for (const { x, y, width: w, height: h } of boxes) {
    const index = Math.floor((y + h / 2) / height) * columns + Math.floor((x + w / 2) / width);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

function overlap(a: LabelledDetection, b: LabelledDetection): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(across, 0) * Math.max(down, 0);
  return shared / (a.width * a.height + b.width * b.height - shared);
}

const place = ({ label, x, y }: LabelledDetection): string =>
  `${label} ${Math.round(x)} ${Math.round(y)}`;

describe.each([
  { model: "rpn-cells", memory: 24 * 2 ** 20, low: 0.05 },
  { model: "pnet-cells", memory: 8 * 2 ** 20, low: 0.02 },
])("$model", ({ model, memory, low }) => {
  it("finds on each smear of a mosaic what it finds on the smear alone", async () => {
    const alone = (await analysed(model, { path: smear, threshold: 0.5 })).detections;
    const whole = (await analysed(model, { memory: 4e9, threshold: 0.5 })).detections;
    // What lies at the seams sees its neighbours.
    const inner = alone.filter(
      ({ x, y, width: w, height: h }) =>
        x > 20 && y > 20 && x + w < width - 20 && y + h < height - 20,
    );
    expect(inner.length).toBeGreaterThan(9);
    for (let index = 0; index < columns * rows; index++) {
      const [left, top] = [(index % columns) * width, Math.floor(index / columns) * height];
      const again = inner.filter((box) => {
        const moved = { ...box, x: box.x + left, y: box.y + top };
        return whole.some((other) => overlap(moved, other) > 0.6);
      });
      expect(again.length).toBeGreaterThanOrEqual(0.9 * inner.length);
    }
  });

  it("keeps in tiles what it keeps in one piece, also where the card's number of boxes is reached", async () => {
    const whole = await analysed(model, { memory: 4e9, threshold: low });
    const scales = whole.scales?.map(({ scale }) => scale) ?? [1];
    const tiled = await analysed(model, { memory, threshold: low, scales });
    expect(tiled.tiles.count).toBeGreaterThan(whole.tiles.count);
    expect(tiled.detections.map(place).sort()).toEqual(whole.detections.map(place).sort());
    const counts = perSmear(whole.detections);
    expect(Math.max(...counts)).toBeLessThanOrEqual(100); // the card's proposals
    const told = whole.notices.flatMap(({ code, message }) =>
      code === "boxes-capped" ? [message] : [],
    );
    expect(tiled.notices.some(({ code }) => code === "boxes-capped")).toBe(told.length > 0);
    if (!counts.includes(100)) return;
    const kept = whole.detections.length;
    const of = Number(/^\d+ of (\d+) boxes are kept/.exec(told[0] ?? "")?.[1]);
    expect(told[0]).toBe(
      `${kept} of ${of} boxes are kept, the best ones: the card allows 100 in each 640×480 pixels`,
    );
    expect(of).toBeGreaterThan(kept);
  });
});
