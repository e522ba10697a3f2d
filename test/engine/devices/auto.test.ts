/** @file Which device is taken where the choice is left to the app. */
import { describe, expect, it } from "vitest";
import type { Trial } from "../../../src-core/contract/devices.ts";
import { unattended } from "../../../src-main/analysis/jobs/job.ts";
import { trialKey } from "../../../src-main/analysis/sessions/trial-network.ts";
import { Devices } from "../../../src-main/engine/devices/devices.ts";
import { RememberedTrials } from "../../../src-main/engine/remembered-trials.ts";
import { processesOf } from "../../support/processes/device-processes.ts";
import { benchWith, wanted } from "./bench.ts";
import { model } from "./lenet.ts";

describe("auto", () => {
  /** What a test of a GPU would have left behind. */
  function remembering(gpu: { software: boolean; at512: number }): RememberedTrials {
    const remembered = new RememberedTrials(null, "");
    remembered.adapter = { name: "GPU 1", driver: null, software: gpu.software };
    const passed: Trial = {
      passed: true,
      opened: true,
      difference: 1e-7,
      tolerance: 1e-4,
      failure: null,
      fallback: [],
      times: [
        { width: 28, height: 28, device: 2, cpu: 0.2 },
        { width: 512, height: 512, device: gpu.at512, cpu: 30 },
      ],
    };
    const key = trialKey(model.content, 1, false);
    remembered.set("webgpu", key, passed);
    remembered.set("tfjs-gpu", key, { ...passed, passed: false, failure: "it is wrong" });
    return remembered;
  }

  it.each([
    [
      { software: false, at512: 3 },
      "webgpu",
      /the fastest that is right: about 3\.\d ms.*the CPU 3\d ms/,
    ],
    [
      { software: false, at512: 90 },
      "cpu",
      /webgpu: about 9\d ms for this network and size, the CPU 3\d ms/,
    ],
    [{ software: true, at512: 3 }, "cpu", /webgpu: GPU 1 only imitates a GPU/],
  ])("with %o takes %s", async (gpu, provider, reason) => {
    const { start } = processesOf("cpu");
    const bench = benchWith(new Devices(start, remembering(gpu)));
    const { result } = await bench.pass({ ...wanted, device: "auto" }, unattended);
    expect(result.device).toMatchObject({ provider, requested: "auto" });
    expect(result.device.reason).toMatch(reason);
  });
});
