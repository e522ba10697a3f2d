/** @file TensorFlow.js on every network of the zoo, converted and not, against ONNX Runtime. */
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import type { InputCard } from "../../src-core/contract/card.ts";
import type { FullyConvolutional, Size } from "../../src-core/network/convolutionalize.ts";
import { convolutionalize } from "../../src-core/network/convolutionalize.ts";
import { withPixels, withScores } from "../../src-core/network/frame.ts";
import { writeModel } from "../../src-core/network/onnx.ts";
import { tolerance } from "../../src-core/network/tolerance.ts";
import { randomNumbers } from "../../src-core/random.ts";
import { loadModel } from "../../src-main/analysis/model.ts";
import { passNetwork } from "../../src-main/analysis/sessions.ts";
import type { Pixels, Run } from "../../src-main/engine/engine.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { openTfjs } from "../../src-main/engine/tfjs.ts";
import { zoo } from "../support/zoo/index.ts";

const engine = await openTfjs("wasm");

/** Operators that the engine does not run yet; it says so, and the device is not used for these networks. */
const refused =
  /cannot run (Split|QuantizeLinear|DequantizeLinear|AveragePool) "[^"]*" \(.+\): use another device/;

function noise({ width, height }: Size, channels: 1 | 3): Pixels {
  const uniform = randomNumbers(width + height);
  const data = Uint8Array.from({ length: width * height * channels }, () => uniform() * 256);
  return { data, batch: 1, width, height, channels };
}

const cardOf = ({ window, input }: FullyConvolutional): InputCard => ({
  ...{ ...window, color: input.channels === 1 ? "gray" : "rgb", scale: 1 / 255 },
  mean: Array.from({ length: input.channels }, () => 0),
  std: Array.from({ length: input.channels }, () => 1),
  polarity: "auto",
});

/** As a share of the largest score, or of 1. */
function difference(own: Run, right: Run): number {
  expect([own.classes, own.rows, own.columns]).toEqual([right.classes, right.rows, right.columns]);
  const largest = right.data.reduce((most, score) => Math.max(most, Math.abs(score)), 1);
  const apart = right.data.map((score, index) => Math.abs(score - (own.data[index] ?? NaN)));
  return apart.reduce((most, distance) => (distance <= most ? most : distance), 0) / largest;
}

async function compare(network: Uint8Array, pixels: Pixels): Promise<number> {
  const [own, right] = [await engine.open(network), await onnxruntime.open(network)];
  const result = difference(await own.run(pixels), await right.run(pixels));
  await Promise.all([own.release(), right.release()]);
  return result;
}

describe("TensorFlow.js", () => {
  const readable = zoo.flatMap(({ name, build }) => {
    const model = build();
    const surgery = convolutionalize(model);
    const channels = [1 as const, 3 as const].find((count) => count === surgery.input.channels);
    return channels ? [{ name, surgery, channels: channels, bound: tolerance(model) }] : [];
  });

  it("agrees with ONNX Runtime, or says which operator it has not", async () => {
    const told: string[] = [];
    for (const { name, surgery, channels, bound } of readable) {
      const { window, horizontal, vertical } = surgery;
      const larger = {
        width: window.width + 2 * horizontal.jump,
        height: window.height + vertical.jump,
      };
      const card = cardOf(surgery);
      const pass = writeModel(withScores(withPixels(surgery, card, channels), "none", 4));
      const dense = writeModel(
        withScores(withPixels(surgery.classifier, card, channels), "none", 2),
      );
      try {
        expect(await compare(pass, noise(larger, channels)), name).toBeLessThanOrEqual(bound);
        expect(await compare(dense, noise(window, channels)), name).toBeLessThanOrEqual(bound);
      } catch (cause) {
        if (!(cause instanceof Error) || cause.name !== "Unsupported") throw cause;
        expect(cause.message).toMatch(refused);
        told.push(name);
      }
    }
    expect(readable.length).toBeGreaterThan(100);
    expect(told.length).toBeLessThanOrEqual(6);
  });

  it("runs lenet-digits, keeps no tensor from run to run, and gives back its weights", async () => {
    const network = passNetwork(await loadModel("models/lenet-digits"), 1);
    const before = tf.memory().numTensors;
    const session = await engine.open(network);
    const right = await onnxruntime.open(network);
    const image = noise({ width: 151, height: 92 }, 1);
    await session.run(image);
    const held = tf.memory().numTensors;
    for (let run = 0; run < 20; run++) await session.run(image);
    expect(tf.memory().numTensors).toBe(held);
    expect(difference(await session.run(image), await right.run(image))).toBeLessThanOrEqual(1e-5);
    await session.release();
    expect(tf.memory().numTensors).toBe(before);
  });
});
