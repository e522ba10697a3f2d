/** @file Trials of devices: what passes them, what their times foretell, and how long they are remembered. */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
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

const passed: Trial = {
  passed: true,
  opened: true,
  difference: 0,
  tolerance: 1,
  failure: null,
  times: [],
  fallback: null,
};

describe("what is remembered of trials", () => {
  it("holds as long as versions and drivers do", () => {
    const file = join(temporaryFolder(), "devices.json");
    const trial = passed;
    new RememberedTrials(file, "one").set("webgpu", "net", trial);
    expect(new RememberedTrials(file, "one").get("webgpu", "net")).toEqual(trial);
    expect(new RememberedTrials(file, "one").get("dml", "net")).toBeUndefined();
    expect(new RememberedTrials(file, "two").get("webgpu", "net")).toBeUndefined();
    const many = new RememberedTrials(file, "one");
    for (let count = 0; count < 512; count++) many.set("dml", `net ${count}`, trial);
    expect(many.get("webgpu", "net")).toBeUndefined();
    expect(new RememberedTrials(file, "one").get("dml", "net 0")).toEqual(trial);
  });

  it("of two processes stands beside each other, and is forgotten for both", () => {
    const file = join(temporaryFolder(), "devices.json");
    const [one, two] = [new RememberedTrials(file, "one"), new RememberedTrials(file, "one")];
    one.set("webgpu", "net", passed);
    two.set("dml", "net", passed);
    const kept = new RememberedTrials(file, "one");
    expect([kept.get("webgpu", "net"), kept.get("dml", "net")]).toEqual([passed, passed]);
    one.clear();
    expect(new RememberedTrials(file, "one").get("dml", "net")).toBeUndefined();
  });

  it("is read from before there were versions, told of where it is damaged, and found out again", () => {
    const home = temporaryFolder();
    const file = join(home, "devices.json");
    writeFileSync(file, JSON.stringify({ fingerprint: "one", trials: { "dml net": passed } }));
    const told: string[] = [];
    const open = () => new RememberedTrials(file, "one", ({ code }) => told.push(code));
    expect(open().get("dml", "net")).toEqual(passed);
    writeFileSync(file, '{"fingerprint":"one","trials":{"dml');
    expect(open().get("dml", "net")).toBeUndefined();
    open().set("dml", "net", passed);
    expect(open().get("dml", "net")).toEqual(passed);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ version: 2 });
    expect(readdirSync(home).sort()).toEqual(["devices.json", "devices.json.broken-1"]);
    expect(told).toEqual(["set-aside"]);
  });

  it("of a newer version stays as it is, and what is found out holds as long as the process", () => {
    const file = join(temporaryFolder(), "devices.json");
    const newer = '{"version":9,"runs":[]}';
    writeFileSync(file, newer);
    const told: string[] = [];
    const trials = new RememberedTrials(file, "one", ({ code }) => told.push(code));
    trials.set("dml", "net", passed);
    expect(trials.get("dml", "net")).toEqual(passed);
    expect(readFileSync(file, "utf8")).toBe(newer);
    expect(told).toEqual(["newer"]);
  });
});
