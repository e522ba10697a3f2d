/** @file Imported TensorFlow.js models, judged by TensorFlow.js itself: weights as they are stored, and random stacks. */
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Saved } from "../../support/models/layers-model.ts";
import {
  compare,
  expectEqual,
  quantize,
  randomize,
  save,
  stack,
} from "../../support/models/layers-model.ts";

type Layer = tfl.layers.Layer;
const { layers } = tfl;

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe("stored weights", () => {
  const model = (): tfl.LayersModel => {
    const conv = layers.conv2d({ filters: 4, kernelSize: 3, activation: "relu" });
    const made = stack([6, 5, 2], conv, layers.flatten(), layers.dense({ units: 3 }));
    randomize(made, 7);
    return made;
  };

  it.each(["uint8", "uint16", "float16"] as const)(
    "in %s, as TensorFlow.js reads them",
    async (dtype) => {
      const saved = quantize(await save(model()), dtype);
      const [{ weights }] = saved.json.weightsManifest;
      const bytes = saved.shards.get("weights.bin") ?? new Uint8Array();
      const loaded = await tfl.loadLayersModel(
        tf.io.fromMemory({
          modelTopology: saved.json.modelTopology as object,
          weightSpecs: weights,
          weightData: bytes.slice().buffer,
        }),
      );
      const compared = await compare(loaded, 8, saved);
      expect(compared.difference).toBeLessThanOrEqual(1e-4);
    },
  );

  it("in several shards, cut anywhere", async () => {
    const made = model();
    const { json, shards } = await save(made);
    const bytes = shards.get("weights.bin") ?? new Uint8Array();
    const paths = ["group1-shard1of3.bin", "group1-shard2of3.bin", "group1-shard3of3.bin"];
    const parts = [bytes.subarray(0, 5), bytes.subarray(5, 131), bytes.subarray(131)];
    const [{ weights }] = json.weightsManifest;
    const split: Saved = {
      json: { ...json, weightsManifest: [{ paths, weights }] },
      shards: new Map(paths.map((path, index) => [path, parts[index] ?? new Uint8Array()])),
    };
    expect((await compare(made, 9, split)).difference).toBeLessThanOrEqual(1e-4);
  });
});

const small = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const padding = fc.constantFrom("valid" as const, "same" as const);
const random: fc.Arbitrary<() => Layer> = fc.oneof(
  fc
    .record({ filters: small(1, 4), kernelSize: small(1, 3), strides: small(1, 2), padding })
    .map((config) => () => layers.conv2d({ ...config, activation: "tanh" })),
  fc
    .record({ kernelSize: small(1, 3), strides: small(1, 2), padding })
    .map((config) => () => layers.depthwiseConv2d(config)),
  fc
    .record({ poolSize: small(1, 3), strides: small(1, 3), padding })
    .map((config) => () => layers.maxPooling2d(config)),
  fc
    .record({ poolSize: small(1, 3), strides: small(1, 3), padding })
    .map((config) => () => layers.averagePooling2d(config)),
  small(0, 2).map((size) => () => layers.zeroPadding2d({ padding: size })),
  fc.constantFrom(
    () => layers.batchNormalization({}),
    () => layers.leakyReLU({}),
    () => layers.prelu({ sharedAxes: [1, 2] }),
    () => layers.permute({ dims: [2, 1, 3] }),
    () => layers.dense({ units: 3 }),
  ),
);

describe("random stacks", () => {
  it("give what TensorFlow.js gives", async () => {
    const plan = fc.record({
      seed: fc.nat(),
      height: small(6, 12),
      width: small(6, 12),
      channels: small(1, 3),
      body: fc.array(random, { minLength: 1, maxLength: 6 }),
      softmax: fc.boolean(),
    });
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(plan, async ({ seed, height, width, channels, body, softmax }) => {
        const model = tfl.sequential();
        model.add(layers.inputLayer({ inputShape: [height, width, channels] }));
        for (const make of body) {
          const [, rows = 0, columns = 0] = model.outputs[0]?.shape ?? [];
          // Kernels that may be larger than what is left are drawn too.
          if ((rows ?? 0) >= 3 && (columns ?? 0) >= 3) model.add(make());
        }
        model.add(layers.flatten());
        model.add(layers.dense({ units: 4, ...(softmax && { activation: "softmax" }) }));
        await expectEqual(model, seed);
        checked++;
      }),
      { numRuns: 60 },
    );
    expect(checked).toBeGreaterThan(30);
  });
});
