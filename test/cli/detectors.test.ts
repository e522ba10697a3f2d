/** @file Detectors and pyramids from the command line. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../src-core/contract/analysis.ts";
import { analysis } from "../../src-core/contract/analysis.ts";
import { fullconv, lines } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import { readNpy } from "../support/maps/npy.ts";

const folder = temporaryFolder();
const smear = "models/ssd-cells/samples/smear.jpg";

async function analyze(model: string, ...more: string[]): Promise<Analysis[]> {
  const { status, stdout, stderr } = await fullconv(
    ["analyze", smear, "--model", model, "--json", ...more],
    ".",
    { FULLCONV_HOME: join(folder, "home") },
  );
  expect({ status, failure: status === 0 ? "" : stderr }).toEqual({ status: 0, failure: "" });
  return lines(stdout).map((line) => analysis.parse(JSON.parse(line)));
}

async function one(model: string, ...more: string[]): Promise<Analysis> {
  const [result] = await analyze(model, ...more);
  if (!result) throw new Error(`${model} gave no result`);
  return result;
}

const counts = ({ detections }: Analysis): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const { label } of detections) found[label] = (found[label] ?? 0) + 1;
  return found;
};

describe("a detector without a dense twin", () => {
  it("counts the cells of a smear: the pass is run alone, and it is said why", async () => {
    const call = ["analyze", smear, "--model", "ssd-cells", "--json"];
    const { status, stdout, stderr } = await fullconv(call);
    expect(status).toBe(0);
    expect(stderr).toContain("the pass alone: SSD was never a classifier of windows");
    const result = analysis.parse(JSON.parse(stdout));
    expect(counts(result)).toEqual({ RBC: 14, WBC: 1, Platelets: 4 });
    expect([result.equality, result.timings.window]).toEqual([undefined, undefined]);
  });

  it("cannot be run on windows", async () => {
    const call = ["analyze", smear, "--model", "rpn-cells", "--method", "window"];
    const { status, stderr } = await fullconv(call);
    expect(status).toBe(2);
    expect(lines(stderr)).toEqual([expect.stringContaining("rpn-cells has no dense twin")]);
  });
});

describe("inspect", () => {
  it("speaks of anchors instead of windows, and of the numbers of a proposal network", async () => {
    const ssd = (await fullconv(["inspect", "ssd-cells", "--size", "640x480"])).stdout;
    expect(lines(ssd)[0]).toContain(
      "SSD, 4 classes, anchors of a cell 6 at stride 16, 6 at stride 32",
    );
    expect(ssd).not.toContain("windows");
    // As in the result: the cells of the finest level.
    expect(lines(ssd)[0]).toContain("stride 16×16");
    expect(ssd).toContain("on 640×480: 40×30 cells; pass 1.671 GFLOP");
    const { map } = await one("ssd-cells");
    expect(map).toMatchObject({ columns: 40, rows: 30, strideX: 16, strideY: 16 });
    const { stdout } = await fullconv(["inspect", "rpn-cells", "--size", "640x480", "--json"]);
    const told = JSON.parse(stdout) as { equality: unknown; cost: object; head: object };
    expect(told).toMatchObject({ equality: null, head: { kind: "rpn" }, cost: { windows: null } });
    const pnet = (await fullconv(["inspect", "pnet-cells", "--size", "640x480"])).stdout;
    expect(lines(pnet)[0]).toContain(
      "background, cell, left, top, right, bottom, RBC, WBC, Platelets",
    );
  });
});

describe("a threshold and an overlap", () => {
  it("are the model's own where none is asked for", async () => {
    const [own, all] = [await one("rpn-cells"), await one("rpn-cells", "--threshold", "0.01")];
    expect(Math.min(...own.detections.map(({ score }) => score))).toBeGreaterThanOrEqual(0.5);
    expect(all.detections.length).toBeGreaterThan(own.detections.length);
    expect(all.detections.length).toBeLessThanOrEqual(100); // the card's proposals
  });
});

describe("scales", () => {
  it("are the card's for a proposal network, and each has its map", async () => {
    const result = await one("pnet-cells", "--method", "fcn");
    const scales = result.scales ?? [];
    expect(scales).toHaveLength(10);
    expect(scales[0]?.scale).toBeCloseTo(12 / 26, 6);
    expect(result.map).toEqual(scales[0]?.map);
    for (const { scale, width, height, map } of scales) {
      expect([width, height]).toEqual([Math.ceil(640 * scale), Math.ceil(480 * scale)]);
      expect([map.columns, map.rows]).toEqual([
        Math.floor((width - 12) / 2) + 1,
        Math.floor((height - 12) / 2) + 1,
      ]);
    }
    expect(counts(result)["RBC"]).toBeGreaterThanOrEqual(14);
  });

  it("are named, or follow from the sizes of objects, for a classifier; the exported map has the best of all", async () => {
    const target = join(folder, "maps");
    const wanted = ["--scales", "0.5,1", "--map", "--overlay", "--out", target];
    const result = await one("alexnet-cells", "--method", "fcn", ...wanted);
    expect(result.scales?.map(({ scale }) => scale)).toEqual([1, 0.5]);
    const { shape, values } = readNpy(readFileSync(result.files.map ?? ""));
    expect(shape).toEqual([4, result.map.rows, result.map.columns]);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(existsSync(result.files.overlay ?? "")).toBe(true);
    const sized = await one("alexnet-cells", "--method", "fcn", "--objects", "115-200");
    const scales = sized.scales ?? [];
    expect(scales[0]?.scale).toBe(1); // the smallest object fills the window
    expect(scales.length).toBeGreaterThan(1);
  });

  it("are refused where there is none that has room for a window, and where both ways are asked for", async () => {
    const call = (...more: string[]) =>
      fullconv(["analyze", smear, "--model", "alexnet-cells", "--method", "fcn", ...more]);
    const small = await call("--scales", "0.1");
    expect([small.status, small.stderr]).toEqual([
      1,
      expect.stringContaining("window 115×115 is larger than the image 64×48 at scale 0.1"),
    ]);
    const both = await call("--scales", "1", "--objects", "20-200");
    expect([both.status, both.stderr]).toEqual([2, expect.stringContaining("give one of them")]);
  });
});

describe("both engines", () => {
  it.each(["ssd-cells", "rpn-cells", "pnet-cells"])("%s finds the same boxes", async (model) => {
    const own = await one(model, "--method", "fcn", "--device", "cpu");
    const other = await one(model, "--method", "fcn", "--device", "tfjs");
    expect([own.device.engine, other.device.engine]).toEqual(["onnxruntime", "tfjs"]);
    expect(other.detections).toHaveLength(own.detections.length);
    for (const [index, box] of own.detections.entries()) {
      const same = other.detections[index];
      expect(same?.label).toBe(box.label);
      for (const side of ["score", "x", "y", "width", "height"] as const)
        expect(Math.abs((same?.[side] ?? NaN) - box[side])).toBeLessThanOrEqual(0.05);
    }
  });
});

it("a folder of smears is a batch of detectors", async () => {
  const images = join(folder, "smears");
  mkdirSync(images);
  for (const side of [400, 480]) {
    const part = { left: 0, top: 0, width: side, height: side };
    await sharp(smear)
      .extract(part)
      .png()
      .toFile(join(images, `${side}.png`));
  }
  for (const model of ["ssd-cells", "pnet-cells"]) {
    const call = ["analyze", images, "--model", model, "--json", "--out", join(folder, model)];
    const { status, stdout } = await fullconv([...call, "--method", "fcn"]);
    expect(status).toBe(0);
    const results = lines(stdout).map((line) => analysis.parse(JSON.parse(line)));
    expect(results.map(({ image }) => image.width)).toEqual([400, 480]);
    for (const result of results) expect(counts(result)["RBC"]).toBeGreaterThan(5);
  }
});
