/** @file Where a device fails in the middle, the CPU takes over. */
import { describe, expect, it } from "vitest";
import type { JobUpdate } from "../../../src-core/contract/api.ts";
import { raw } from "../../../src-core/messages/said.ts";
import { unattended } from "../../../src-main/analysis/jobs/job.ts";
import type { Job } from "../../../src-main/analysis/jobs/job.ts";
import type { StartDevice } from "../../../src-main/engine/device-link.ts";
import { Devices } from "../../../src-main/engine/devices/devices.ts";
import type { Engine } from "../../../src-main/engine/engine.ts";
import { DeviceFailed } from "../../../src-main/engine/engine.ts";
import { onnxruntime } from "../../../src-main/engine/onnxruntime.ts";
import { RememberedTrials } from "../../../src-main/engine/remembered-trials.ts";
import { CpuFallbackEngine } from "../../../src-main/engine/cpu-fallback.ts";
import { processesOf } from "../../support/processes/device-processes.ts";
import { heldMap } from "../../support/maps/held-map.ts";
import { benchWith, wanted } from "./bench.ts";
import { network, noise } from "./lenet.ts";

/** Devices whose every process is in truth ONNX Runtime on the CPU, and always passes its test as `id`. */
function stoodIn(start: StartDevice): Devices {
  return new Devices(start, new RememberedTrials(null, ""));
}

describe("a device that fails in the middle", () => {
  /** Ends the device's process when so many cells of the pass are done. */
  function killing(
    started: { kill(): void }[],
    at: (done: number, total: number) => boolean,
  ): Job & { news: JobUpdate[] } {
    const news: JobUpdate[] = [];
    return {
      ...unattended,
      news,
      tell: (told) => news.push(told),
      progress: ({ phase, done, total }) => {
        if (phase === "pass" && at(done, total)) started.at(-1)?.kill();
      },
    };
  }

  it.each([
    ["in the first run", 0.1],
    ["in a timed run", 0.6],
  ])("%s: the CPU goes on, and the result is whole and says so", async (_, share) => {
    const { start, started } = processesOf("cpu");
    const job = killing(started, (done, total) => done > share * total);
    const right = await benchWith().pass({ ...wanted, device: "cpu" }, unattended);
    const { result, ...outcome } = await benchWith(stoodIn(start)).pass(
      { ...wanted, device: "tfjs-wasm" },
      job,
    );
    expect(started.length).toBeGreaterThan(0);
    expect(result.tiles.count).toBeGreaterThan(3);
    expect(heldMap({ result, ...outcome }).data).toEqual(heldMap(right).data);
    expect(result.detections).toEqual(right.result.detections);
    expect(result.timings.fcn?.runs).toBe(3);
    expect(result.device).toMatchObject({ provider: "cpu", requested: "tfjs-wasm" });
    expect(result.device.reason).toMatch(/^the CPU took over: tfjs-wasm failed: its process/);
    expect(job.news.filter(({ type }) => type === "device-failed")).toHaveLength(1);
  });

  it("while the windows are run: pass and windows are both done on the CPU", async () => {
    const { start, started } = processesOf("cpu");
    const bench = benchWith(stoodIn(start));
    const request = { ...wanted, device: "tfjs-wasm", budget: 1000 };
    const { result } = await bench.pass(request, unattended);
    expect(result.device.provider).toBe("tfjs");
    const news: JobUpdate[] = [];
    const compared = await bench.baseline(request, result, {
      ...unattended,
      tell: (told) => news.push(told),
      progress: ({ phase, done }) => {
        if (phase === "turns" && done > 0) started.at(-1)?.kill();
      },
    });
    expect(compared.device.provider).toBe("cpu");
    expect(compared.equality?.argmaxAgreement).toBe(1);
    expect(news.map(({ type }) => type)).toContain("device-failed");
    // It is not asked again …
    expect((await bench.pass(request, unattended)).result.device.provider).toBe("cpu");
    // … before it is tested again.
    await bench.devices({ again: true }, unattended);
    expect((await bench.pass(request, unattended)).result.device.provider).toBe("tfjs");
  });

  it("by throwing: from then on the CPU does it", async () => {
    let left = 3;
    const flaky: Engine = {
      name: "onnxruntime",
      async open(bytes) {
        const session = await onnxruntime.open(bytes);
        return {
          release: () => session.release(),
          run: (pixels) =>
            left-- > 0 ? session.run(pixels) : Promise.reject(new DeviceFailed("lost")),
        };
      },
    };
    const fallback = new CpuFallbackEngine(flaky, onnxruntime);
    const session = await fallback.open(network);
    const right = await onnxruntime.open(network);
    for (let run = 0; run < 6; run++) {
      expect((await session.run(noise(40))).data).toEqual((await right.run(noise(40))).data);
      expect(session.failure ?? null).toEqual(run < 3 ? null : raw("lost"));
    }
  });
});
