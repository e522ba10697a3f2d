import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import type { ModelProto } from "../../src-core/network/onnx/model.ts";
import { opset, readModel, writeModel } from "../../src-core/network/onnx/model.ts";
import { shapeOf } from "../../src-core/network/onnx/value-info.ts";
import { dimensions, elementCount } from "../../src-core/network/onnx/tensor.ts";
import { temporaryFolder } from "../support/folder.ts";
import { alexnet, alexnetVariants } from "../support/zoo/architectures/alexnet.ts";
import type { ZooNetwork } from "../support/zoo/index.ts";
import { zoo } from "../support/zoo/index.ts";
import type { Output } from "../support/zoo/run.ts";
import { open, randomImages } from "../support/zoo/run.ts";
import { refused } from "../support/zoo/refused/index.ts";
import { writeGraph } from "../support/zoo/builder/write.ts";

const folder = temporaryFolder();

/** Shape of a batch of windows. */
const windows = ({ layout, channels, window }: ZooNetwork, batch: number): number[] =>
  layout === "NHWC"
    ? [batch, window.height, window.width, channels]
    : [batch, channels, window.height, window.width];

/** Scores of three windows alone, and of the three together. */
async function scores(
  network: ZooNetwork,
  model: ModelProto,
): Promise<{ alone: Output[]; together: Output }> {
  const session = await open(model, network.type);
  const images = [11, 12, 13].map((seed) => randomImages(windows(network, 1), seed));
  const alone: Output[] = [];
  for (const image of images) alone.push(await session.run(image, windows(network, 1)));
  const batch = Float32Array.from(images.flatMap((image) => [...image]));
  const together = await session.run(batch, windows(network, 3));
  await session.release();
  return { alone, together };
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? NaN))), 0);

describe("every network of the zoo", () => {
  it("has a name of its own", () => {
    expect(new Set(zoo.map(({ name }) => name)).size).toBe(zoo.length);
  });

  it.each(zoo)(
    "$name: loads, tells windows apart, and treats a batch item by item",
    async (network) => {
      const model = network.build();
      expect(opset(model)).toBe(network.opset);
      const [image] = model.graph?.input ?? [];
      expect(image && shapeOf(image)).toEqual([null, ...windows(network, 1).slice(1)]);
      const weights =
        model.graph?.initializer.map((tensor) => elementCount(dimensions(tensor))) ?? [];
      const most = network.name.startsWith("alexnet") ? 160_000 : 100_000;
      expect(weights.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(most);

      const { alone, together } = await scores(network, model);
      const values = alone.flatMap((output) => output.values);
      expect(values.length % 3).toBe(0);
      expect(values.length / 3).toBeGreaterThanOrEqual(2);
      expect(values.every(Number.isFinite)).toBe(true);
      expect(alone[0]?.shape).toEqual([1, ...together.shape.slice(1)]);
      expect(distance(values, together.values)).toBeLessThanOrEqual(network.tolerance / 10);
      // Far more than the 1e-4 by which a whole-image pass may differ.
      const [first = [], second = []] = alone.map((output) => output.values);
      expect(distance(first, second)).toBeGreaterThan(5e-3);
      expect(Math.max(...values.map(Math.abs))).toBeLessThan(20);
    },
  );
});

describe("every network that a pass refuses", () => {
  it("has a name of its own and says what a message mentions", () => {
    expect(new Set(refused.map(({ name }) => name)).size).toBe(refused.length);
    for (const { mentions } of refused) expect(mentions.length).toBeGreaterThan(0);
  });

  it.each(refused)("$name: is valid and runs on its window", async ({ build }) => {
    const model = build();
    const inputs = model.graph?.input ?? [];
    const session = await InferenceSession.create(writeModel(model), { logSeverityLevel: 3 });
    const shape = [2, 3, 15, 13];
    const image = new Tensor("float32", randomImages(shape, 5), shape);
    const results = await session.run(Object.fromEntries(inputs.map(({ name }) => [name, image])));
    await session.release();
    const [output] = Object.values(results);
    expect(output?.dims[0]).toBe(2);
    expect(Array.from(output?.data ?? [], Number).every(Number.isFinite)).toBe(true);
  });
});

describe("a network that is written tensor by tensor", () => {
  it("is the network that is built in one piece", () => {
    const plan = { name: "alexnet", window: { width: 99, height: 99 }, channels: 3, scale: 1 / 32 };
    const path = join(folder, "alexnet.onnx");
    for (const variant of alexnetVariants) {
      writeGraph(path, alexnet({ ...plan, variant, pooled: 2 }));
      const whole = alexnet({ ...plan, variant, pooled: 2 }).finish();
      // One answer for all bytes: a list of their differences would take minutes.
      const written = writeModel(readModel(readFileSync(path)));
      expect(Buffer.from(written).equals(writeModel(whole))).toBe(true);
    }
  });
});
