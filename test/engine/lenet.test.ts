import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { heldMap } from "../support/maps/held-map.ts";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng, mnistPresent, mosaicLabels, writeMosaic } from "../support/images/mosaic.ts";
import { seeded } from "../support/random.ts";

const folder = temporaryFolder();
const workbench = new Workbench(onnxruntime, "models");
const wanted = { model: "lenet-digits", device: "auto", runs: 1, threshold: 0.5 };

describe("lenet-digits", () => {
  it("gives the same scores in one pass and on every window of a noisy image", async () => {
    const path = join(folder, "noise.png");
    const random = seeded(7);
    const [width, height] = [101, 67];
    await grayPng(
      path,
      Uint8Array.from({ length: width * height }, () => random() * 256),
      width,
      height,
    );
    const request = { ...wanted, path, budget: "full" as const };
    const outcome = await workbench.pass(request, unattended);
    const { result } = outcome;
    const map = heldMap(outcome);
    expect(result.map).toEqual({ columns: 19, rows: 10, classes: 11, strideX: 4, strideY: 4 });
    const { equality, timings, speedup } = await workbench.baseline(request, result, unattended);
    expect(equality).toMatchObject({ class: "exact", checked: 190, argmaxAgreement: 1 });
    expect(equality?.maxAbsDiff).toBeLessThanOrEqual(1e-4);
    expect(equality?.maxAbsDiff).toBeGreaterThan(0); // two ways of adding never round alike everywhere
    expect(timings.window?.batched).toMatchObject({ measured: 190, extrapolated: false });
    expect(speedup?.batched).toBeGreaterThan(0);
    const windows = await workbench.windows(request, unattended);
    const differences = heldMap(windows).data.map((score, i) =>
      Math.abs(score - (map.data[i] ?? NaN)),
    );
    expect(Math.max(...differences)).toBeLessThanOrEqual(1e-4);
    expect(windows.result.detections.length).toBe(result.detections.length);
  });

  it.skipIf(!mnistPresent())(
    "reads the first 100 MNIST test digits as a 10×10 mosaic",
    async () => {
      const path = join(folder, "mosaic.png");
      await writeMosaic(path);
      const request = { ...wanted, path, budget: "full" as const };
      const outcome = await workbench.pass(request, unattended);
      const { result } = outcome;
      const map = heldMap(outcome);
      expect([map.columns, map.rows]).toEqual([64, 64]);
      const { equality } = await workbench.baseline(request, result, unattended);
      expect(equality).toMatchObject({ class: "exact", checked: 4096, argmaxAgreement: 1 });
      expect(equality?.maxAbsDiff).toBeLessThanOrEqual(1e-4);
      const labels = mosaicLabels();
      let right = 0;
      for (let digit = 0; digit < 100; digit++) {
        const cell = Math.floor(digit / 10) * 7 * 64 + (digit % 10) * 7;
        const scores = Array.from(
          { length: 11 },
          (_, index) => map.data[index * 4096 + cell] ?? NaN,
        );
        if (scores.indexOf(Math.max(...scores)) === labels[digit]) right++;
      }
      console.log(
        `mosaic: ${right} of 100 right, largest difference ${equality?.maxAbsDiff ?? NaN}`,
      );
      expect(right).toBeGreaterThanOrEqual(99);
    },
  );

  it("finds its 40 sample digits", async () => {
    const path = await workbench.sample("lenet-digits");
    const { result } = await workbench.pass({ ...wanted, path }, unattended);
    const counts = Array.from(
      { length: 10 },
      (_, digit) => result.detections.filter(({ label }) => label === String(digit)).length,
    );
    expect(counts).toEqual(Array.from({ length: 10 }, () => 4));
  });
});
