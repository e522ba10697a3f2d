/** @file TensorFlow.js on every network of the zoo, converted and not, and operator by operator, against ONNX Runtime. */
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import type { InputCard } from "../../../src-core/contract/card.ts";
import type { FullyConvolutional } from "../../../src-core/network/surgery/convolutionalize.ts";
import { convolutionalize } from "../../../src-core/network/surgery/convolutionalize.ts";
import { withPixels } from "../../../src-core/network/pipeline/preprocessing.ts";
import { withScores } from "../../../src-core/network/pipeline/outputs.ts";
import { writeModel } from "../../../src-core/network/onnx/model.ts";
import { tolerance } from "../../../src-core/network/properties/tolerance.ts";
import { loadModel } from "../../../src-main/analysis/models/model.ts";
import { passNetwork } from "../../../src-main/analysis/sessions/sessions.ts";
import type { Engine } from "../../../src-main/engine/engine.ts";
import { EngineError } from "../../../src-main/engine/engine.ts";
import { zoo } from "../zoo/index.ts";
import { cases, height, single, width } from "./cases.ts";
import { compare, noise } from "./compare.ts";

const cardOf = ({ window, input }: FullyConvolutional): InputCard => ({
  ...window,
  color: input.channels === 1 ? "gray" : "rgb",
  scale: 1 / 255,
  mean: Array.from({ length: input.channels }, () => 0),
  std: Array.from({ length: input.channels }, () => 1),
  polarity: "auto",
});

/** @param open called when the first test begins */
export function itAgreesWithOnnxRuntime(open: () => Promise<Engine>): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });

  describe("TensorFlow.js on a network of the zoo", () => {
    const readable = zoo.flatMap(({ name, build }) => {
      const model = build();
      const surgery = convolutionalize(model);
      const channels = [1 as const, 3 as const].find((count) => count === surgery.input.channels);
      return channels ? [{ name, surgery, channels, bound: tolerance(model) }] : [];
    });

    it("has most of them to run", () => {
      expect(readable.length).toBeGreaterThan(100);
    });

    it.each(readable)("agrees with ONNX Runtime: $name", async ({ surgery, channels, bound }) => {
      const { window, horizontal, vertical, classifier } = surgery;
      const larger = {
        width: window.width + 2 * horizontal.jump,
        height: window.height + vertical.jump,
      };
      const card = cardOf(surgery);
      const pass = writeModel(withScores(withPixels(surgery, card, channels), [], 4));
      const dense = writeModel(withScores(withPixels(classifier, card, channels), [], 2));
      const before = tf.memory().numTensors;
      expect(await compare(engine, pass, noise(larger, channels))).toBeLessThanOrEqual(bound);
      expect(await compare(engine, dense, noise(window, channels))).toBeLessThanOrEqual(bound);
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  describe("TensorFlow.js at one operator", () => {
    const image = noise({ width, height }, 3);

    it.each(cases)("agrees with ONNX Runtime: $name $attributes", async (one) => {
      const network = single(one);
      const before = tf.memory().numTensors;
      expect(await compare(engine, network, image)).toBeLessThanOrEqual(1e-5);
      expect(tf.memory().numTensors).toBe(before);
    });

    it("says which operator it does not have, of which node, and leaves nothing behind", async () => {
      const before = tf.memory().numTensors;
      const opening = engine.open(single({ operator: "Einsum" }));
      await expect(opening).rejects.toThrow(EngineError);
      await expect(opening).rejects.toThrow(
        'TensorFlow.js cannot run operator Einsum of node "it": use another device',
      );
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  describe("TensorFlow.js on lenet-digits", () => {
    it("agrees with ONNX Runtime, two images at once too", async () => {
      const network = passNetwork(await loadModel("models/lenet-digits"), 1);
      expect(
        await compare(engine, network, noise({ width: 151, height: 92 }, 1, 2)),
      ).toBeLessThanOrEqual(1e-5);
    });

    it("keeps no tensor from run to run, and gives back its weights", async () => {
      const network = passNetwork(await loadModel("models/lenet-digits"), 1);
      const before = tf.memory().numTensors;
      const session = await engine.open(network);
      const held = tf.memory().numTensors;
      expect(held).toBeGreaterThan(before);
      const image = noise({ width: 151, height: 92 }, 1);
      await session.run(image);
      const afterOne = tf.memory().numTensors;
      for (let run = 0; run < 20; run++) await session.run(image);
      expect(tf.memory().numTensors).toBe(afterOne);
      await session.release();
      expect(tf.memory().numTensors).toBe(before);
    });
  });
}
