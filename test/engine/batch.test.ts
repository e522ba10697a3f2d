/** @file Files whose batch is fixed: the baseline takes many windows at once where the network bears it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { NodeProto, TensorProto } from "../../src-core/network/onnx/model.ts";
import { makeModel, writeModel } from "../../src-core/network/onnx/model.ts";
import { makeNode } from "../../src-core/network/onnx/node.ts";
import { makeValueInfo } from "../../src-core/network/onnx/value-info.ts";
import { inEnglish } from "../../src-core/messages/said.ts";
import { floatTensor, integerTensor } from "../../src-core/network/onnx/tensor.ts";
import { batching } from "../../src-main/analysis/windows/largest-batch.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { loadModel, loadModelFile } from "../../src-main/analysis/models/model.ts";
import { Sessions } from "../../src-main/analysis/sessions/sessions.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import type { Engine, Session } from "../../src-main/engine/engine.ts";
import { DeviceFailed, OutOfMemory } from "../../src-main/engine/engine.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { CpuFallbackEngine } from "../../src-main/engine/cpu-fallback.ts";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng } from "../support/images/mosaic.ts";

const folder = temporaryFolder();

/** Two sums over 4×4 pixels, behind `nodes` that make `flat` of `image`. */
async function dense(name: string, nodes: NodeProto[], constants: TensorProto[]) {
  const weights = Float32Array.from({ length: 32 }, (_, i) => Math.sin(i));
  const model = makeModel(
    {
      name,
      input: [makeValueInfo("image", [1, 1, 4, 4])],
      output: [makeValueInfo("sums", [1, 2])],
      node: [...nodes, makeNode("MatMul", "dense", ["flat", "weights"], ["sums"])],
      initializer: [...constants, floatTensor("weights", [16, 2], weights)],
    },
    { irVersion: 8n, opset: 17 },
  );
  const path = join(folder, `${name}.onnx`);
  writeFileSync(path, writeModel(model));
  const loaded = await loadModelFile(path, undefined, { preset: "unit" });
  return new Sessions(onnxruntime).dense(loaded, 1);
}

it("is opened where a Reshape writes it as one", async () => {
  const reshape = makeNode("Reshape", "flatten", ["image", "shape"], ["flat"]);
  const shape = integerTensor("shape", [2], [1, 16]);
  const { largestBatch, fixed } = await dense("reshape", [reshape], [shape]);
  expect([largestBatch, fixed]).toEqual([Infinity, null]);
});

it("stays one where the network looks at the first image alone", async () => {
  const first = makeNode("Slice", "first", ["image", "start", "end"], ["one"]);
  const flatten = makeNode("Flatten", "flatten", ["one"], ["flat"], { axis: 1 });
  const constants = [integerTensor("start", [1], [0]), integerTensor("end", [1], [1])];
  const { largestBatch, fixed } = await dense("first", [first, flatten], constants);
  expect(largestBatch).toBe(1);
  expect(fixed && inEnglish(fixed)).toMatch(
    /other scores than of each alone|does not compute several/,
  );
});

describe("what fails while batches are tried", () => {
  /** One score a window: its first pixel. @param two what becomes of two windows at once */
  const session = (two: () => void, one: () => void = () => undefined): Session => ({
    async run({ data, batch }) {
      await Promise.resolve();
      (batch === 1 ? one : two)();
      const scores = Float32Array.from({ length: batch }, (_, at) => data[at * 4] ?? NaN);
      return { data: scores, batch, classes: 1, rows: 1, columns: 1, time: 1 };
    },
    release: () => Promise.resolve(),
  });
  const shape = { width: 2, height: 2, channels: 1, type: undefined } as const;
  const fail = (cause: Error) => (): void => {
    throw cause;
  };

  it("is a batch of one where the network alone is the reason", async () => {
    const refusal = fail(new Error("Got invalid dimensions: index 0 Got: 2 Expected: 1"));
    const refused = await batching(session(refusal), shape, null, 1e-4);
    expect(refused.largestBatch).toBe(1);
    expect(refused.fixed && inEnglish(refused.fixed)).toContain("Got: 2 Expected: 1");
    const free = await batching(
      session(() => undefined),
      shape,
      null,
      1e-4,
    );
    expect(free).toMatchObject({ largestBatch: Infinity, fixed: null });
  });

  it.each([
    ["memory", new OutOfMemory("no memory")],
    ["a device", new DeviceFailed("lost")],
  ])("is thrown where it is %s, and not remembered", async (_, cause) => {
    await expect(batching(session(fail(cause)), shape, null, 1e-4)).rejects.toBe(cause);
    let left = 1;
    const engine: Engine = {
      name: "onnxruntime",
      open: async (bytes) => {
        const own = await onnxruntime.open(bytes);
        return {
          release: () => own.release(),
          run: (pixels) =>
            pixels.batch === 2 && left-- > 0 ? Promise.reject(cause) : own.run(pixels),
        };
      },
    };
    const sessions = new Sessions(engine);
    const lenet = await loadModel("models/lenet-digits");
    await expect(sessions.dense(lenet, 1)).rejects.toBe(cause);
    expect((await sessions.dense(lenet, 1)).largestBatch).toBe(Infinity);
  });

  it("is thrown where one window alone fails, too", async () => {
    const broken = session(fail(new Error("two")), fail(new Error("one")));
    await expect(batching(broken, shape, null, 1e-4)).rejects.toThrow("one");
  });
});

describe("a device that is given what the network cannot do", () => {
  it("is not blamed where the CPU cannot do it either", async () => {
    const cannot = (cause: Error): Engine => ({
      name: "onnxruntime",
      open: () =>
        Promise.resolve({
          run: ({ batch }) =>
            batch === 2
              ? Promise.reject(cause)
              : Promise.resolve({
                  data: Float32Array.of(1),
                  batch,
                  classes: 1,
                  rows: 1,
                  columns: 1,
                  time: 1,
                }),
          release: () => Promise.resolve(),
        }),
    });
    const device = cannot(new DeviceFailed("webgpu failed: shape"));
    const fallback = new CpuFallbackEngine(device, cannot(new Error("shape")));
    const opened = await fallback.open(new Uint8Array());
    const shape = { width: 1, height: 1, channels: 1, type: undefined } as const;
    const { fixed } = await batching(opened, shape, null, 1);
    expect(fixed && inEnglish(fixed)).toMatch(/shape\)$/);
    expect(fallback.failure).toBeNull();
  });
});

it("is told with the windows' times", async () => {
  const path = join(folder, "image.png");
  await grayPng(
    path,
    Uint8Array.from({ length: 64 }, (_, at) => 3 * at),
    8,
    8,
  );
  const first = makeNode("Slice", "first", ["image", "start", "end"], ["one"]);
  const flatten = makeNode("Flatten", "flatten", ["one"], ["flat"], { axis: 1 });
  const constants = [integerTensor("start", [1], [0]), integerTensor("end", [1], [1])];
  await dense("told", [first, flatten], constants);
  const bench = new Workbench(onnxruntime, "models");
  const wanted = { model: join(folder, "told.onnx"), path, device: "cpu", runs: 1, threshold: 0.5 };
  const { result } = await bench.windows({ ...wanted, budget: "full" }, unattended);
  expect(result.timings.window?.batched.batch).toBe(1);
  expect(result.notices).toContainEqual(
    expect.objectContaining({
      code: "batch-fixed",
      message: expect.stringContaining("in batches of 1,") as string,
    }),
  );
  const pass = await bench.pass(wanted, unattended);
  expect(pass.result.notices.map(({ code }) => code)).not.toContain("batch-fixed");
  const compared = await bench.baseline({ ...wanted, budget: 500 }, pass.result, unattended);
  expect(compared.notices.map(({ code }) => code)).toContain("batch-fixed");
});
