/** @file The real tfjs-node, where its native part could be built: `npm run cpu:tensorflow`. */
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { openTfjs } from "../../src-main/engine/tfjs.ts";
import { temporaryFolder } from "../support/folder.ts";
import { itAgreesWithOnnxRuntime } from "../support/tfjs/agreement.ts";

const folder = resolve(".cache/tensorflow");
const isHere = existsSync(join(folder, "built"));
if (!isHere) console.warn("TensorFlow's native library is not here: its tests are skipped");
process.env["FULLCONV_TENSORFLOW"] = folder;

describe.skipIf(!isHere)("with TensorFlow's native library", () => {
  itAgreesWithOnnxRuntime(() => openTfjs("tensorflow"));

  it("runs on that, and not on another backend", () => {
    expect(tf.getBackend()).toBe("tensorflow");
  });

  it("does not take the processor for a GPU", async () => {
    const home = join(temporaryFolder(), "node_modules", "@tensorflow");
    mkdirSync(home, { recursive: true });
    const real = join(folder, "node_modules", "@tensorflow", "tfjs-node");
    symlinkSync(real, join(home, "tfjs-node-gpu"), "junction");
    process.env["FULLCONV_TENSORFLOW"] = resolve(home, "../..");
    await expect(openTfjs("tensorflow-gpu")).rejects.toThrow(
      /^TensorFlow \d+\.\d+\.\d+ sees no GPU: it needs an NVIDIA card with CUDA 11\.2 and cuDNN 8\.1$/,
    );
    process.env["FULLCONV_TENSORFLOW"] = folder;
  });
});

describe("TensorFlow's GPU library", () => {
  it("is not taken to be here where it is not", async () => {
    await expect(openTfjs("tensorflow-gpu")).rejects.toThrow(
      "TensorFlow's native library (gpu) is not installed",
    );
  });
});
