/** @file WebGPU on a real GPU and on an imitated one, next to the CPU. */
import { afterAll, describe, expect, it } from "vitest";
import { halfPassNetwork } from "../../../src-main/analysis/sessions/sessions.ts";
import { Devices } from "../../../src-main/engine/devices/devices.ts";
import { RememberedTrials } from "../../../src-main/engine/remembered-trials.ts";
import { RemoteEngine } from "../../../src-main/engine/remote-engine.ts";
import { imitatedGpu, processesOf } from "../../support/processes/device-processes.ts";
import { model, network, probe } from "./lenet.ts";

/** What it is remembered by. */
const due = { key: "k", model: "lenet-digits" };

/** Whether WebGPU finds a GPU here that is none of the imitations. */
async function hasGpu(): Promise<boolean> {
  const asked = new RemoteEngine("onnxruntime", "webgpu", processesOf().start);
  const found = await asked.adapter().catch(() => null);
  asked.close();
  return found?.software === false;
}

const isHere = await hasGpu();
if (!isHere) console.warn("NOT RUN: no real GPU is here; WebGPU runs on an imitated one alone");
describe.skipIf(!isHere)("WebGPU on a real GPU", () => {
  const devices = new Devices(processesOf().start, new RememberedTrials(null, ""));
  afterAll(() => {
    devices.close();
  });

  it("agrees with the CPU, and is named", async () => {
    const report = await devices.report("webgpu", [{ ...due, make: () => Promise.resolve(probe) }]);
    expect(report).toMatchObject({ present: true, reason: null, software: false });
    expect(report.name).not.toBe("");
    const trial = report.selfTest["lenet-digits"];
    expect(trial?.passed).toBe(true);
    expect(trial?.difference).toBeLessThanOrEqual(1e-4);
  });
});

const gpu = imitatedGpu();
describe.skipIf(gpu === null)("WebGPU on a GPU that is only imitated", () => {
  const devices = new Devices(gpu, new RememberedTrials(null, ""));
  afterAll(() => {
    devices.close();
  });

  it("agrees with the CPU, runs every operator itself, and is not taken for a GPU", async () => {
    const report = await devices.report("webgpu", [{ ...due, make: () => Promise.resolve(probe) }]);
    expect(report).toMatchObject({ present: true, reason: null, software: true });
    expect(report.name).toMatch(/swiftshader/);
    const trial = report.selfTest["lenet-digits"];
    expect(trial).toMatchObject({ passed: true, fallback: [] });
    expect(trial?.difference).toBeLessThanOrEqual(1e-5);
  });

  it("has no half precision, which is said and not passed over", async () => {
    const half = halfPassNetwork(model, 1);
    if (!half) throw new Error("lenet-digits has no half precision");
    const tested = { ...probe, network: half, reference: network, tolerance: 1e-2 };
    const report = await devices.report("webgpu-half", [
      { ...due, make: () => Promise.resolve(tested) },
    ]);
    expect(report).toMatchObject({ present: false, selfTest: {} });
    expect(report.reason).toMatch(/f16/);
  });
});
