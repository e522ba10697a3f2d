/** @file AlexNet at the size in which it was published: 61 million weights, random ones. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { analysis } from "../../src-core/contract/analysis.ts";
import { fullconv } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

it("converts, and gives 10×10 cells on 500×500 pixels", async () => {
  const make = ["--import", "tsx", "scripts/make-alexnet.ts", at("alexnet.onnx")];
  execFileSync(process.execPath, make, { stdio: "pipe" });
  const converted = await fullconv(["convert", at("alexnet.onnx"), "-o", at("full.onnx")]);
  expect(converted.stderr).toBe("");
  expect(converted.stdout).toContain("window 227×227, stride 32×32, 1000 classes");
  expect(converted.stdout).toContain("→ 6×6 Conv");
  expect(converted.stdout).toContain("equality    padded: Conv");
  const raw = { width: 500, height: 500, channels: 3 as const };
  const pixels = new Uint8Array(500 * 500 * 3).map((_, i) => (i * 7919) % 256);
  await sharp(pixels, { raw }).png().toFile(at("image.png"));
  const wanted = ["analyze", at("image.png"), "--model", at("alexnet.onnx"), "--preset", "caffe"];
  const more = ["--json", "--runs", "1", "--baseline-budget", "1s"];
  const { stdout } = await fullconv([...wanted, ...more], ".", { FULLCONV_HOME: at("home") });
  const result = analysis.parse(JSON.parse(stdout));
  expect(result.map).toEqual({ columns: 10, rows: 10, classes: 1000, strideX: 32, strideY: 32 });
  expect(result.equality?.class).toBe("padded");
  expect(result.equality?.checked).toBeGreaterThan(0);
  expect(result.timings.window?.positions).toBe(81);
});
