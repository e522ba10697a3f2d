/** @file TensorFlow.js on WebAssembly. */
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { makeModel, writeModel } from "../../src-core/network/onnx/model.ts";
import { uint8ValueInfo, makeValueInfo } from "../../src-core/network/onnx/value-info.ts";
import { makeNode } from "../../src-core/network/onnx/node.ts";
import { OutOfMemory } from "../../src-main/engine/engine.ts";
import { openTfjs } from "../../src-main/engine/tfjs.ts";
import { itAgreesWithOnnxRuntime } from "../support/tfjs/agreement.ts";
import { height, integers, single, width } from "../support/tfjs/cases.ts";
import { compare, noise } from "../support/tfjs/compare.ts";

const engine = await openTfjs("wasm");

itAgreesWithOnnxRuntime(() => Promise.resolve(engine));

describe("TensorFlow.js where memory is short", () => {
  it("says so instead of computing wrong scores, and goes on with what fits", async () => {
    const before = tf.memory().numTensors;
    for (const copies of [4_473_900, 6_000_000]) {
      const network = single({ operator: "Tile", constants: [integers(copies, 1, 1, 1)] });
      const session = await engine.open(network);
      await expect(session.run(noise({ width, height }, 3))).rejects.toThrow(OutOfMemory);
      await session.release();
    }
    expect(tf.memory().numTensors).toBe(before);
    const fits = single({ operator: "Tile", constants: [integers(2, 1, 1, 1)] });
    expect(await compare(engine, fits, noise({ width, height }, 3))).toBe(0);
  });

  it("holds no layer longer than it is read: all of these at once are more than there is", async () => {
    const layers = Array.from({ length: 160 }, (_, index) =>
      makeNode("Neg", `layer${index}`, [`x${index}`], [`x${index + 1}`]),
    );
    const first = makeNode("Cast", "first", ["pixels"], ["x0"], { to: 1 });
    const input = [uint8ValueInfo("pixels", ["batch", "height", "width", 3])];
    const output = [makeValueInfo("x160", ["n", "c", "h", "w"])];
    const graph = { name: "deep", input, output, node: [first, ...layers], initializer: [] };
    const session = await engine.open(writeModel(makeModel(graph, { irVersion: 8n, opset: 17 })));
    const { data } = await session.run(noise({ width: 1500, height: 1500 }, 3));
    expect(data.length).toBe(3 * 1500 * 1500);
    await session.release();
  });
});
