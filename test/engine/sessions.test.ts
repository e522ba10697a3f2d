/** @file Sessions are opened once and released once, however often their models are used and wherever they run. */
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { loadModel, loadModelFile } from "../../src-main/analysis/models/model.ts";
import { trialKey } from "../../src-main/analysis/sessions/trial-network.ts";
import { Sessions } from "../../src-main/analysis/sessions/sessions.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import type { DeviceId } from "../../src-core/contract/devices.ts";
import { Devices } from "../../src-main/engine/devices/devices.ts";
import type { Engine } from "../../src-main/engine/engine.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { RememberedTrials } from "../../src-main/engine/remembered-trials.ts";
import { CpuFallbackEngine } from "../../src-main/engine/cpu-fallback.ts";
import { processesOf } from "../support/processes/device-processes.ts";
import { temporaryFolder } from "../support/folder.ts";
import { withWeightsApart } from "../support/models/own-models.ts";
import { writeFileSync } from "node:fs";
import { grayPng } from "../support/images/mosaic.ts";

const folder = temporaryFolder();
const path = join(folder, "image.png");
const large = join(folder, "large.png");
const models = ["alexnet-cells", "lenet-digits", "pnet-cells", "rpn-cells", "ssd-cells"];
const wanted = { path, runs: 1, threshold: 0.5, device: "cpu", model: "lenet-digits" };

beforeAll(async () => {
  await grayPng(
    path,
    Uint8Array.from({ length: 96 * 96 }, (_, at) => at % 251),
    96,
    96,
  );
  await grayPng(
    large,
    Uint8Array.from({ length: 160 * 160 }, (_, at) => at % 251),
    160,
    160,
  );
});

/** What tests of a GPU and of TensorFlow.js would have left behind: they take their time. */
async function tested(): Promise<RememberedTrials> {
  const remembered = new RememberedTrials(null, "");
  remembered.adapter = { name: "GPU 1", driver: null, software: false };
  remembered.cards = [];
  const times = [{ width: 28, height: 28, device: 9, cpu: 1 }];
  const trial = { passed: true, opened: true, difference: 0, tolerance: 1, failure: null };
  for (const id of models) {
    const { content } = await loadModel(`models/${id}`);
    for (const device of ["webgpu", "tfjs-wasm"] as const)
      for (const channels of [1, 3] as const)
        remembered.set(device, trialKey(content, channels, false), {
          ...trial,
          times,
          fallback: null,
        });
  }
  return remembered;
}

interface Counts {
  opened: number;
  released: number;
}

function counted(engine: Engine, counts: Counts): Engine {
  return {
    name: engine.name,
    async open(model, plain) {
      const session = await engine.open(model, plain);
      counts.opened++;
      return {
        run: (pixels) => session.run(pixels),
        release: async () => {
          counts.released++;
          await session.release();
        },
      };
    },
  };
}

/** The processor, counted, and a device whose sessions are counted by themselves. */
class CountedDevices extends Devices {
  readonly on: Counts = { opened: 0, released: 0 };
  private counting: CpuFallbackEngine | null = null;

  override engine(id: DeviceId): CpuFallbackEngine {
    return (this.counting ??= new CpuFallbackEngine(counted(super.engine(id), this.on), this.cpu));
  }
}

function bench(
  own?: string,
  remembered = new RememberedTrials(null, ""),
): { workbench: Workbench; cpu: Counts; devices: CountedDevices } {
  const cpu = { opened: 0, released: 0 };
  const started = processesOf("tfjs-wasm");
  const devices = new CountedDevices(started.start, remembered, counted(onnxruntime, cpu));
  benches.push(devices);
  return { workbench: new Workbench(onnxruntime, "models", own, undefined, devices), cpu, devices };
}
const benches: Devices[] = [];
afterAll(() => {
  for (const devices of benches) devices.close();
});

describe("sessions", () => {
  it.each(["cpu", "auto"])(
    "of one model: 12 analyses with --device %s open one",
    async (device) => {
      const { workbench, cpu, devices } = bench(undefined, await tested());
      for (let count = 0; count < 12; count++)
        await workbench.pass({ ...wanted, device }, unattended);
      expect(cpu).toEqual({ opened: 1, released: 0 });
      expect(devices.on.opened).toBe(0);
    },
  );

  it("of five models in turns: five, however often", async () => {
    const { workbench, cpu } = bench();
    for (let round = 0; round < 3; round++)
      for (const model of models)
        await workbench.pass({ ...wanted, path: large, model }, unattended);
    expect(cpu).toEqual({ opened: 5, released: 0 });
  });

  it("on TensorFlow.js's WebAssembly: one, and its windows' one, also after other models", async () => {
    const { workbench, cpu, devices } = bench(undefined, await tested());
    const request = { ...wanted, device: "tfjs-wasm", budget: 20 };
    for (let count = 0; count < 3; count++) {
      const { result } = await workbench.pass(request, unattended);
      expect(result.device.provider).toBe("tfjs");
      await workbench.baseline(request, result, unattended);
      await workbench.pass({ ...request, path: large, model: "alexnet-cells" }, unattended);
    }
    expect(devices.on).toEqual({ opened: 3, released: 0 });
    // Nothing was tested, nothing fell back.
    expect(cpu.opened).toBe(0);
  });

  it("that make room for others are released", async () => {
    const counts = { opened: 0, released: 0 };
    const limits = { count: 2, bytes: 1e9 };
    const sessions = new Sessions(counted(onnxruntime, counts), "single", limits);
    for (const id of models) await (await sessions.pass(await loadModel(`models/${id}`), 3)).end();
    expect(counts).toEqual({ opened: 5, released: 3 });
    await sessions.close();
    expect(counts).toEqual({ opened: 5, released: 5 });
  });

  it("go with the model that is removed", async () => {
    const own = join(folder, "own");
    await mkdir(own, { recursive: true });
    await cp("models/lenet-digits", join(own, "mine"), { recursive: true });
    const card = join(own, "mine", "card.json");
    await writeFile(
      card,
      (await readFile(card, "utf8")).replace('"id": "lenet-digits"', '"id": "mine"'),
    );
    const { workbench, cpu } = bench(own);
    await workbench.pass({ ...wanted, model: "mine" }, unattended);
    expect(cpu).toEqual({ opened: 1, released: 0 });
    await workbench.remove("mine");
    expect(cpu).toEqual({ opened: 1, released: 1 });
  });

  it("are those of the weights, wherever these lie", async () => {
    const counts = { opened: 0, released: 0 };
    const sessions = new Sessions(counted(onnxruntime, counts));
    const scores = async (weights: Buffer, name: string): Promise<number> => {
      const { model } = withWeightsApart("weights.bin");
      await mkdir(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, "model.onnx"), model);
      writeFileSync(join(folder, name, "weights.bin"), weights);
      const file = join(folder, name, "model.onnx");
      const loaded = await loadModelFile(file, undefined, { preset: "unit" });
      const { session, end } = await sessions.pass(loaded, 1);
      const { width, height } = loaded.surgery.window;
      const data = Uint8Array.from({ length: width * height }, (_, at) => at % 256);
      const { data: first } = await session.run({ data, batch: 1, width, height, channels: 1 });
      await end();
      return first[0] ?? NaN;
    };
    const { weights } = withWeightsApart("weights.bin");
    const one = await scores(weights, "one");
    expect(await scores(weights, "same")).toBe(one);
    expect(counts.opened).toBe(1);
    expect(await scores(Buffer.alloc(weights.length), "other")).not.toBe(one);
    expect(counts.opened).toBe(2);
  });
});
