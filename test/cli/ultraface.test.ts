/** @file The published UltraFace networks from their cards alone, next to what their own files say. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { LabelledDetection } from "../../src-core/contract/analysis.ts";
import { analysis } from "../../src-core/contract/analysis.ts";
import { modelSummary } from "../../src-core/contract/api.ts";
import type { Box } from "../../src-core/detection/box.ts";
import { intersectionOverUnion } from "../../src-core/detection/box.ts";
import { fullconv } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";

const [weights, portrait] = ["../shared/models/ultraface", "../shared/data/faces/astronaut.png"];
const slim = `${weights}/version-slim-320.onnx`;

function present(): boolean {
  const absent = [weights, portrait].filter((path) => !existsSync(path));
  if (absent.length > 0) console.warn(`skipped: UltraFace (${absent.join(", ")} not here)`);
  return absent.length === 0;
}

const [width, height] = [320, 240];
const folder = temporaryFolder();

/** A portrait at the one size that the published decoding is made for. */
async function picture(): Promise<string> {
  const path = join(folder, "portrait.png");
  const part = { left: 60, top: 40, width: 347, height: 260 };
  await sharp(portrait).extract(part).resize(width, height, { fit: "fill" }).png().toFile(path);
  return path;
}

/** The best box that the file itself makes of the image: it ends in its own decoding. */
async function published(path: string): Promise<Box & { readonly score: number }> {
  const { data } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const values = new Float32Array(3 * width * height);
  for (let at = 0; at < width * height; at++)
    for (let channel = 0; channel < 3; channel++)
      values[channel * width * height + at] = ((data[3 * at + channel] ?? 0) - 127) / 128;
  const session = await InferenceSession.create(slim, { logSeverityLevel: 3 });
  const input = new Tensor("float32", values, [1, 3, height, width]);
  const { scores, boxes } = await session.run({ [session.inputNames[0] ?? ""]: input });
  await session.release();
  const [score, edges] = [scores?.data as Float32Array, boxes?.data as Float32Array];
  let best = 0;
  for (let box = 0; 2 * box < score.length; box++)
    if ((score[2 * box + 1] ?? 0) > (score[2 * best + 1] ?? 0)) best = box;
  const [left = 0, top = 0, right = 0, bottom = 0] = edges.subarray(4 * best);
  return {
    x: left * width,
    y: top * height,
    score: score[2 * best + 1] ?? 0,
    width: (right - left) * width,
    height: (bottom - top) * height,
  };
}

async function found(
  path: string,
  file: string,
  card: string,
): Promise<readonly LabelledDetection[]> {
  const wanted = ["analyze", path, "--model", `${weights}/${file}`, "--method", "fcn", "--json"];
  const { stdout, stderr } = await fullconv([...wanted, "--card", `models/cards/${card}.json`]);
  if (stdout === "") throw new Error(stderr);
  return analysis.parse(JSON.parse(stdout)).detections;
}

describe.skipIf(!present())("UltraFace from its card", () => {
  it("has the boxes of the published decoding", async () => {
    const path = await picture();
    const own = await published(path);
    const [face, ...others] = await found(path, "version-slim-320.onnx", "ultraface-slim");
    expect(others).toEqual([]);
    expect(face?.score).toBeCloseTo(own.score, 4);
    for (const side of ["x", "y", "width", "height"] as const)
      expect(face?.[side]).toBeCloseTo(own[side], 2);
  });

  it("finds the same face in the whole portrait, by both networks", async () => {
    const [one] = await found(portrait, "version-slim-320.onnx", "ultraface-slim");
    const rfb = "version-RFB-320_without_postprocessing.onnx";
    const [other] = await found(portrait, rfb, "ultraface-rfb");
    expect(one && other && intersectionOverUnion(one, other)).toBeGreaterThan(0.7);
  });

  it("needs no card to be named: the app knows the file, for analyze and for import", async () => {
    const call = (...args: string[]) =>
      fullconv(args, ".", { FULLCONV_HOME: join(folder, "home") });
    const imported = await call("import", slim, "--id", "faces", "--title", "Faces", "--json");
    expect([imported.status, imported.stderr]).toEqual([0, ""]);
    expect(modelSummary.parse(JSON.parse(imported.stdout))).toMatchObject({
      id: "faces",
      title: { en: "Faces" },
      head: { kind: "ssd" },
      license: "MIT",
    });
    const boxes: unknown[] = [];
    for (const model of [slim, "faces"]) {
      const wanted = ["analyze", portrait, "--model", model, "--method", "fcn", "--json"];
      const ran = await call(...wanted);
      boxes.push(analysis.parse(JSON.parse(ran.stdout)).detections);
    }
    expect(boxes[0]).toHaveLength(1);
    expect(boxes[1]).toEqual(boxes[0]);
  });
});
