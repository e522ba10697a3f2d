/** @file A device in half precision is close to single precision, and says what it is. */
import { describe, expect, it } from "vitest";
import { unattended } from "../../../src-main/analysis/jobs/job.ts";
import { Workbench } from "../../../src-main/analysis/workbench.ts";
import { Devices } from "../../../src-main/engine/devices/devices.ts";
import { RememberedTrials } from "../../../src-main/engine/remembered-trials.ts";
import { processesOf } from "../../support/processes/device-processes.ts";
import { heldMap } from "../../support/maps/held-map.ts";
import { benchWith, wanted } from "./bench.ts";

describe("a device in half precision", () => {
  /** One that has half precision: ONNX Runtime's CPU, which computes with numbers rounded to it. */
  function halfDevice(): Workbench {
    const remembered = new RememberedTrials(null, "");
    remembered.adapter = { name: "GPU 1", driver: null, software: false };
    remembered.cards = [];
    return benchWith(new Devices(processesOf("cpu").start, remembered));
  }

  it("is close to single precision, and says what it is", async () => {
    const bench = halfDevice();
    const request = { ...wanted, device: "webgpu-half", budget: 500 };
    const right = heldMap(await bench.pass({ ...wanted, device: "cpu" }, unattended));
    const outcome = await bench.pass(request, unattended);
    expect(outcome.result.device).toMatchObject({
      provider: "webgpu",
      name: "GPU 1, half precision",
      requested: "webgpu-half",
    });
    const apart = heldMap(outcome).data.map((score, at) =>
      Math.abs(score - (right.data[at] ?? NaN)),
    );
    const largest = apart.reduce((most, distance) => Math.max(most, distance), 0);
    expect(largest).toBeGreaterThan(0);
    expect(largest).toBeLessThanOrEqual(1e-2);
    // Its windows are in half precision, too.
    const { equality } = await bench.baseline(request, outcome.result, unattended);
    expect(equality).toMatchObject({ class: "exact", argmaxAgreement: 1 });
    // What was computed before in single precision is not mixed with it.
    expect(heldMap(await bench.pass({ ...wanted, device: "cpu" }, unattended))).toEqual(right);
  });

  it("is told of with its own test, next to single precision on the CPU", async () => {
    const reports = await halfDevice().devices({ again: false }, unattended);
    const [whole, half] = ["webgpu", "webgpu-half"].map((id) =>
      reports.find((report) => report.id === id),
    );
    expect(whole?.selfTest["lenet-digits"]).toMatchObject({ tolerance: 1e-4, difference: 0 });
    const trial = half?.selfTest["lenet-digits"];
    expect(trial).toMatchObject({ passed: true, tolerance: 1e-2 });
    expect(trial?.difference).toBeGreaterThan(1e-6);
    expect(reports.map(({ id }) => id)).not.toContain("dml-half");
  });
});
