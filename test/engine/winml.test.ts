/** @file Networks that others have published, as they are: MNIST from CNTK with SAME padding, SqueezeNet in half precision. */
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Answers } from "../../src-core/contract/examined.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { heldMap } from "../support/maps/held-map.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { temporaryFolder } from "../support/folder.ts";

const folder = "../shared/models/winml";
const present = existsSync(folder);
if (!present) console.warn(`skipped: tests on published networks (${folder} is not here)`);
process.env["FULLCONV_HOME"] = temporaryFolder();

const workbench = new Workbench(onnxruntime, "models");
const request = (model: string, path: string, answers: Answers) => ({
  model: `${folder}/${model}`,
  path,
  answers,
  device: "auto",
  runs: 1,
  threshold: 0.5,
  budget: "full" as const,
});

describe.skipIf(!present)("published networks", () => {
  it("MNIST of CNTK reads an 8, is padded, and says how far its pass is from its windows", async () => {
    const eight = request("mnist.onnx", `${folder}/mnist_28.png`, { activation: "none" });
    const map = heldMap(await workbench.pass(eight, unattended));
    expect([map.classes, map.rows, map.columns]).toEqual([10, 1, 1]);
    expect(Math.abs((map.data[8] ?? NaN) - 6080.9)).toBeLessThanOrEqual(1);
    expect(map.data.indexOf(Math.max(...map.data))).toBe(8);
    const larger = request("mnist.onnx", `${folder}/kitten_224.png`, {});
    const { result } = await workbench.pass(larger, unattended);
    const { equality, timings } = await workbench.baseline(larger, result, unattended);
    expect(equality?.class).toBe("padded");
    expect(equality?.reason).toContain('"Convolution28" pads');
    expect(equality?.argmaxAgreement).toBeLessThan(1);
    // The file fixes its batch at one; it is opened for more.
    expect(timings.window?.batched.batch).toBeGreaterThan(1);
  });

  it("SqueezeNet in half precision finds the fish, and makes a map of a larger image", async () => {
    const answers = { preset: "raw", color: "bgr" } as const;
    const fish = request("SqueezeNet_fp16.onnx", `${folder}/fish.png`, answers);
    const map = heldMap(await workbench.pass(fish, unattended));
    expect([map.classes, map.rows, map.columns]).toEqual([1000, 1, 1]);
    expect(map.data.indexOf(Math.max(...map.data))).toBe(0);
    expect(map.data[0]).toBeCloseTo(0.7378, 2);
    const portrait = "../shared/data/faces/astronaut.png";
    const wide = request("SqueezeNet_fp16.onnx", portrait, answers);
    const { result } = await workbench.pass(wide, unattended);
    expect(result.map).toMatchObject({ classes: 1000, columns: 19, rows: 19, strideX: 16 });
  });
});
