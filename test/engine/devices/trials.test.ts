/** @file Trials of devices: what passes them, what their times foretell, and how long they are remembered. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Trial } from "../../../src-core/contract/devices.ts";
import type { Engine } from "../../../src-main/engine/engine.ts";
import { onnxruntime } from "../../../src-main/engine/onnxruntime.ts";
import { RememberedTrials } from "../../../src-main/engine/remembered-trials.ts";
import { expectedTime, tryNetwork } from "../../../src-main/engine/trial.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { timedEngine } from "../../support/timed-engine.ts";
import { probe } from "./lenet.ts";

describe("a trial", () => {
  /** The CPU, with something done to the scores. */
  const altered = (alter: (scores: Float32Array) => void): Engine => ({
    name: "onnxruntime",
    async open(bytes) {
      const session = await onnxruntime.open(bytes);
      return {
        release: () => session.release(),
        run: async (pixels) => {
          const run = await session.run(pixels);
          alter(run.data);
          return run;
        },
      };
    },
  });

  it("passes what is right, and times it from the window on", async () => {
    const [device, cpu] = [timedEngine(256), timedEngine(512)];
    const trial = await tryNetwork(device, cpu, probe);
    expect(trial).toMatchObject({ passed: true, opened: true, difference: 0, failure: null });
    // A larger one would take more than a second on the device.
    expect(trial.times.map(({ width, device, cpu }) => [width, device, cpu])).toEqual([
      [28, 28 ** 2 / 256, 28 ** 2 / 512],
      [128, 64, 32],
      [256, 256, 128],
    ]);
  });

  it.each([
    [
      "a little wrong",
      (scores: Float32Array) => (scores[3] = (scores[3] ?? 0) + 0.01),
      /1\.0e-2.*more than 0\.0001/,
    ],
    [
      "no number",
      (scores: Float32Array) => (scores[0] = NaN),
      /^on noise some scores are no numbers/,
    ],
  ])("does not pass what is %s", async (_, alter, message) => {
    const trial = await tryNetwork(altered(alter), onnxruntime, probe);
    expect(trial.passed).toBe(false);
    expect(trial.failure).toMatch(message);
  });

  it("foretells what other sizes take", () => {
    const times = [
      { width: 10, height: 10, device: 5, cpu: 1 },
      { width: 100, height: 100, device: 6, cpu: 100 },
    ];
    const trial = { times } as unknown as Trial;
    expect(expectedTime(trial, "cpu", 100)).toBe(1);
    expect(expectedTime(trial, "device", 5050)).toBeCloseTo(5.5, 10);
    expect(expectedTime(trial, "cpu", 19_900)).toBeCloseTo(199, 10);
    expect(expectedTime({ ...trial, times: [] }, "cpu", 1)).toBe(Infinity);
  });
});

describe("what is remembered of trials", () => {
  it("holds as long as versions and drivers do", () => {
    const file = join(temporaryFolder(), "devices.json");
    const trial = {
      passed: true,
      opened: true,
      difference: 0,
      tolerance: 1,
      failure: null,
      times: [],
      fallback: null,
    };
    new RememberedTrials(file, "one").set("webgpu", "net", trial);
    expect(new RememberedTrials(file, "one").get("webgpu", "net")).toEqual(trial);
    expect(new RememberedTrials(file, "one").get("dml", "net")).toBeUndefined();
    expect(new RememberedTrials(file, "two").get("webgpu", "net")).toBeUndefined();
    const many = new RememberedTrials(file, "one");
    for (let count = 0; count < 512; count++) many.set("dml", `net ${count}`, trial);
    expect(many.get("webgpu", "net")).toBeUndefined();
    expect(new RememberedTrials(file, "one").get("dml", "net 0")).toEqual(trial);
  });
});
