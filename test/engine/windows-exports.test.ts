/** @file What is written of a result of the windows is theirs, in every export, whatever else was run on the same image. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../src-core/contract/analysis.ts";
import { convolutionalize } from "../../src-core/network/surgery/convolutionalize.ts";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { bareWindows } from "../support/equality/bare-windows.ts";
import { padded } from "../support/models/padded.ts";
import { temporaryFolder } from "../support/folder.ts";
import { readNpy } from "../support/maps/npy.ts";
import { seeded } from "../support/random.ts";
import { apart, noisyPicture } from "../support/equality/three-ways.ts";

const folder = temporaryFolder();
const [width, height] = [21, 19];
const picture = noisyPicture(width, height, 1, seeded(8));
const [path, model] = [join(folder, "picture.png"), join(folder, "padded.onnx")];
writeFileSync(model, writeModel(padded));
const request = {
  path,
  model,
  device: "cpu",
  scales: [1],
  runs: 1,
  budget: "full" as const,
  threshold: 0.5,
  answers: { preset: "unit" as const, activation: "none" as const },
};
const all = ["map", "overlay", "zarr", "csv", "geojson", "json", "report"] as const;

async function written(
  bench: Workbench,
  name: string,
  result: Analysis,
): Promise<Analysis["files"]> {
  const { path: image, model: file, answers, scales } = request;
  const target = join(folder, name);
  const wanted = { exports: all, target, overwrite: true, result };
  return bench.export({ path: image, model: file, answers, scales, ...wanted }, unattended);
}

const mapOf = ({ map = "" }: Analysis["files"]): Float32Array => readNpy(readFileSync(map)).values;

describe("a result of the windows", async () => {
  await sharp(picture.data, { raw: { width, height, channels: 1 } })
    .png()
    .toFile(path);
  const surgery = convolutionalize(padded);
  const cells = {
    rows: surgery.vertical.count(height),
    columns: surgery.horizontal.count(width),
    strideX: 1,
    strideY: 1,
  };
  const input = {
    layout: "NCHW" as const,
    type: "float32" as const,
    batch: 1,
    scale: 1 / 255,
    window: { width: 8, height: 8 },
  };
  const { data: bare } = await bareWindows(writeModel(padded), picture, input, cells);

  it("is exported as it is, before and after a pass over the same image", async () => {
    const bench = new Workbench(onnxruntime, join(folder, "none"));
    const { result: windows } = await bench.windows(request, unattended);
    const before = mapOf(await written(bench, "before", windows));
    const { result: pass } = await bench.pass(request, unattended);
    const [own, again] = [
      await written(bench, "pass", pass),
      await written(bench, "after", windows),
    ];
    expect(apart(before, bare).share).toBeLessThan(1e-6);
    expect(mapOf(again)).toEqual(before);
    expect(apart(mapOf(own), bare).share).toBeGreaterThan(0.1);
    // Pictures, tables and arrays, too, are of one source or the other.
    for (const name of ["overlay", "csv", "geojson"] as const)
      expect(readFileSync(again[name] ?? "").equals(readFileSync(own[name] ?? ""))).toBe(false);
    const list = await bench.detections(request, { threshold: 0.5 });
    expect(list).toEqual(pass.detections);
    expect(list).not.toEqual(windows.detections);
  });

  it("is made again by windows where its map is no longer kept", async () => {
    const bench = new Workbench(onnxruntime, join(folder, "none"));
    const { result } = await bench.windows(request, unattended);
    const other = new Workbench(onnxruntime, join(folder, "none"));
    expect(apart(mapOf(await written(other, "later", result)), bare).share).toBeLessThan(1e-6);
  });

  it("names objects by the windows' scores", async () => {
    const bench = new Workbench(onnxruntime, join(folder, "none"));
    const { result } = await bench.windows(request, unattended);
    const best = Math.max(...bare.filter(Number.isFinite));
    expect(result.detections[0]?.score).toBeCloseTo(best, 5);
    const files = await written(bench, "named", result);
    const csv = readFileSync(files.csv ?? "", "utf8")
      .trim()
      .split("\n");
    expect(csv).toHaveLength(1 + result.detections.length);
    // Three letters of a picture may be these, too.
    const report = readFileSync(files.report ?? "", "utf8").replace(/base64,[\w+/=]+/g, "");
    expect(report).not.toContain("NaN");
    const { features } = JSON.parse(readFileSync(files.geojson ?? "", "utf8")) as {
      features: { properties: Record<string, unknown> }[];
    };
    expect(JSON.stringify(features[0]?.properties)).toContain(
      String(result.detections[0]?.score).slice(0, 6),
    );
  });
});
