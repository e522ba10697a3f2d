/** @file Devices in processes of their own: they are right, or the CPU takes over where they fail. */
import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { News } from "../../src-core/contract/api.ts";
import type { Trial } from "../../src-core/contract/devices.ts";
import { randomNumbers } from "../../src-core/random.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import type { Job } from "../../src-main/analysis/jobs/job.ts";
import { loadModel } from "../../src-main/analysis/models/model.ts";
import { trialKey } from "../../src-main/analysis/sessions/device-probe.ts";
import { halfPassNetwork, passNetwork } from "../../src-main/analysis/sessions/sessions.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import type { StartDevice } from "../../src-main/engine/device-link.ts";
import { Devices } from "../../src-main/engine/devices/devices.ts";
import type { Engine, Pixels } from "../../src-main/engine/engine.ts";
import { DeviceFailed } from "../../src-main/engine/engine.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { RememberedTrials } from "../../src-main/engine/remembered-trials.ts";
import { RemoteEngine } from "../../src-main/engine/remote-engine.ts";
import { SteadfastEngine } from "../../src-main/engine/steadfast.ts";
import { expected, tryNetwork } from "../../src-main/engine/trial.ts";
import { imitatedGpu, processesOf } from "../support/device-processes.ts";
import { temporaryFolder } from "../support/folder.ts";
import { heldMap } from "../support/held-map.ts";
import { grayPng } from "../support/mosaic.ts";
import { patience } from "../support/slowness.ts";
import { timedEngine } from "../support/timed-engine.ts";

const path = join(temporaryFolder(), "image.png");
const [width, height] = [613, 457];
const wanted = { path, model: "lenet-digits", runs: 3, threshold: 0.3, memory: 20e6 };
const data = Uint8Array.from({ length: width * height }, (_, place) => (place * 2654435761) >>> 24);

beforeAll(() => grayPng(path, data, width, height));

const model = await loadModel("models/lenet-digits");
const network = passNetwork(model, 1);
const probe = {
  network,
  window: { width: 28, height: 28 },
  channels: 1,
  tolerance: 1e-4,
} as const;

/** What it is remembered by. */
const due = { key: "k", model: "lenet-digits" };

function noise(side: number): Pixels {
  const uniform = randomNumbers(side);
  const pixels = Uint8Array.from({ length: side * side }, () => uniform() * 256);
  return { data: pixels, batch: 1, width: side, height: side, channels: 1 };
}

/** Devices whose every process is in truth ONNX Runtime on the CPU, and always passes its test as `id`. */
function stoodIn(start: StartDevice): Devices {
  return new Devices(start, new RememberedTrials(null, ""));
}

/** One model is enough: a device is tested with all that there are. */
const models = join(temporaryFolder(), "models");
cpSync("models/lenet-digits", join(models, "lenet-digits"), { recursive: true });

const benchWith = (devices?: Devices): Workbench =>
  new Workbench(onnxruntime, models, undefined, undefined, devices);

describe("an engine in another process", () => {
  const { start } = processesOf("cpu");
  const remote = new RemoteEngine("onnxruntime", "cpu", start);
  afterAll(() => {
    remote.close();
  });

  it("computes what it computes in this one", async () => {
    const [there, here] = [await remote.open(network), await onnxruntime.open(network)];
    for (const side of [28, 61, 200]) {
      const [own, right] = [await there.run(noise(side)), await here.run(noise(side))];
      expect({ ...own, time: 0 }).toEqual({ ...right, time: 0 });
      expect(own.time).toBeGreaterThan(0);
    }
    await there.release();
    await expect(there.run(noise(28))).rejects.toThrow("is not open");
  });

  it("says what the network is not", async () => {
    const refusal = remote.open(Uint8Array.of(1, 2, 3));
    await expect(refusal).rejects.toThrow(/cannot load the network/);
    await expect(refusal).rejects.toBeInstanceOf(DeviceFailed);
  });

  it("is given up when it does not answer, and its process ended", async () => {
    let ended = "";
    const dumb: StartDevice = (environment) => {
      const child = start(environment);
      child.onExit((how) => (ended = how));
      return child;
    };
    const hanging = new RemoteEngine("onnxruntime", "cpu", dumb, {
      start: patience(30_000),
      open: patience(30_000),
      run: 1,
      slowest: 0,
    });
    const session = await hanging.open(network);
    await expect(session.run(noise(900))).rejects.toThrow(/cpu failed: it gave no answer for/);
    await expect.poll(() => ended).toBe("SIGKILL");
  });

  it("is given up when it never comes", async () => {
    let ended = false;
    const silent: StartDevice = () => ({
      onExit: () => undefined,
      kill: () => {
        ended = true;
      },
    });
    const limits = { start: 1, open: patience(30_000), run: 1, slowest: 0 };
    const engine = new RemoteEngine("onnxruntime", "cpu", silent, limits);
    await expect(engine.open(network)).rejects.toThrow(/its process did not start within 0\.001 s/);
    expect(ended).toBe(true);
  });

  it("that does not even start is no reason to wait", async () => {
    const never: StartDevice = (environment) =>
      start({ ...environment, FULLCONV_DEVICE_ADDRESS: "/nowhere" });
    const engine = new RemoteEngine("onnxruntime", "cpu", never);
    await expect(engine.open(network)).rejects.toThrow(/cpu failed: its process ended/);
  });
});

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
    expect(expected(trial, "cpu", 100)).toBe(1);
    expect(expected(trial, "device", 5050)).toBeCloseTo(5.5, 10);
    expect(expected(trial, "cpu", 19_900)).toBeCloseTo(199, 10);
    expect(expected({ ...trial, times: [] }, "cpu", 1)).toBe(Infinity);
  });
});

describe("a device that fails in the middle", () => {
  /** Ends the device's process when so many cells of the pass are done. */
  function killing(
    started: { kill(): void }[],
    at: (done: number, total: number) => boolean,
  ): Job & { news: News[] } {
    const news: News[] = [];
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
    const news: News[] = [];
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
    const steadfast = new SteadfastEngine(flaky, onnxruntime);
    const session = await steadfast.open(network);
    const right = await onnxruntime.open(network);
    for (let run = 0; run < 6; run++) {
      expect((await session.run(noise(40))).data).toEqual((await right.run(noise(40))).data);
      expect(session.failure ?? null).toBe(run < 3 ? null : "lost");
    }
  });
});

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
