/** @file Cells of a network that pads whose windows stand out of the image: told of, never compared, and no box leaves the image. */
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { AnalysisOutcome } from "../../src-main/analysis/results/outcome.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { csvLines } from "../../src-main/output/csv.ts";
import { geojsonLines } from "../../src-main/output/geojson.ts";

// Windows of 18 at stride 3 on 53×41 pixels: 12 and 8 fit, the network's own map has 13×9.
const [width, height] = [53, 41];
const bench = new Workbench(onnxruntime, "models");
const subject = {
  path: join("test", "fixtures", "overhang.png"),
  model: join("test", "fixtures", "overhang.onnx"),
  answers: { preset: "unit" as const },
};
const request = { ...subject, device: "cpu", runs: 1, threshold: 0 };

const overhangs = ({ notices }: Analysis): string[] =>
  notices.flatMap(({ code, message }) => (code === "cells-overhang" ? [message] : []));

it("is told, with the cells that are compared", async () => {
  const { result } = await bench.pass(request, unattended);
  expect([result.map.columns, result.map.rows]).toEqual([13, 9]);
  const compared = await bench.baseline({ ...request, budget: "full" }, result, unattended);
  expect(compared.equality?.checked).toBe(12 * 8);
  expect(compared.timings.window?.positions).toBe(12 * 8);
  const [line, ...more] = overhangs(compared);
  expect(more).toEqual([]);
  expect(line).toMatch(/^21 of the 13×9 cells stand for .* by up to 1 pixel, .* the 12×8 cells/);
});

it("is one line for all scales, and none where nothing overhangs", async () => {
  const several = await bench.pass({ ...request, scales: [1, 0.9] }, unattended);
  expect(overhangs(several.result)).toHaveLength(1);
  const { result } = await bench.pass({ ...request, scales: [51 / 53] }, unattended);
  const [{ width: across, height: down, map } = { width: 0, height: 0, map: result.map }] =
    result.scales ?? [];
  expect(3 * (map.columns - 1) + 18).toBeLessThanOrEqual(across);
  expect(3 * (map.rows - 1) + 18).toBeLessThanOrEqual(down);
  expect(overhangs(result)).toEqual([]);
});

it("no box leaves the image, in the result, the table and GeoJSON", async () => {
  const { result }: AnalysisOutcome = await bench.pass(request, unattended);
  expect(result.detections.length).toBeGreaterThan(0);
  const inside = (x: number, y: number, right: number, bottom: number): boolean =>
    x >= 0 && y >= 0 && right <= width && bottom <= height;
  for (const box of result.detections)
    expect(inside(box.x, box.y, box.x + box.width, box.y + box.height)).toBe(true);
  const [, ...rows] = [...csvLines(result.detections)];
  for (const row of rows) {
    const [x = NaN, y = NaN, w = NaN, h = NaN] = row.split(",").slice(2, 6).map(Number);
    expect(inside(x, y, x + w, y + h)).toBe(true);
  }
  const { features } = JSON.parse([...geojsonLines(result)].join("")) as {
    features: { geometry: { coordinates: [number, number][][] } }[];
  };
  const corners = features.flatMap(({ geometry }) => geometry.coordinates.flat());
  expect(corners.every(([x, y]) => inside(x, y, x, y))).toBe(true);
  // The box of the last column is there, and cut.
  expect(Math.max(...corners.map(([x]) => x))).toBe(width);
});
