import { describe, expect, it } from "vitest";
import type { InputCard } from "../../src-core/contract/card.ts";
import { convolutionalize } from "../../src-core/network/surgery/convolutionalize.ts";
import { withPixels } from "../../src-core/network/pipeline/preprocessing.ts";
import { withScores } from "../../src-core/network/pipeline/outputs.ts";
import type { ModelProto } from "../../src-core/network/onnx/model.ts";
import { makeModel, writeModel } from "../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../src-core/network/onnx/value-info.ts";
import { makeNode } from "../../src-core/network/onnx/node.ts";
import { floatTensor } from "../../src-core/network/onnx/tensor.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";

/** A classifier of one pixel whose scores are what the preprocessing makes of it. */
function mirror(channels: number): ModelProto {
  const identity = Float32Array.from({ length: channels * channels }, (_, i) =>
    i % (channels + 1) === 0 ? 1 : 0,
  );
  return makeModel(
    {
      name: "mirror",
      input: [makeValueInfo("image", ["batch", channels, 1, 1])],
      output: [makeValueInfo("out", ["batch", channels])],
      node: [
        makeNode("Flatten", "flat", ["image"], ["flat"], { axis: 1 }),
        makeNode("MatMul", "same", ["flat", "identity"], ["out"]),
      ],
      initializer: [floatTensor("identity", [channels, channels], identity)],
    },
    { irVersion: 8n, opset: 17 },
  );
}

const card = (part: Partial<InputCard>): InputCard => ({
  width: 1,
  height: 1,
  color: "rgb",
  scale: 1,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  polarity: "light-on-dark",
  ...part,
});

/** What the network is given of one pixel, in the pass and on the window: both have to be the same. */
async function given(pixel: number[], input: InputCard): Promise<number[]> {
  const model = mirror(input.color === "gray" ? 1 : 3);
  const channels = pixel.length === 1 ? 1 : 3;
  const pixels = { data: Uint8Array.from(pixel), batch: 1, height: 1, width: 1, channels } as const;
  const results = [];
  for (const [network, rank] of [
    [convolutionalize(model), 4],
    [convolutionalize(model).classifier, 2],
  ] as const) {
    const framed = withScores(withPixels(network, input, channels), [], rank);
    const session = await onnxruntime.open(writeModel(framed));
    results.push([...(await session.run(pixels)).data]);
    await session.release();
  }
  expect(results[0]).toEqual(results[1]);
  return results[0] ?? [];
}

describe("pixels", () => {
  it("come as (pixel · scale − mean) / std per channel", async () => {
    const input = card({ scale: 0.5, mean: [1, 2, 3], std: [1, 2, 4] });
    expect(await given([10, 20, 30], input)).toEqual([4, 4, 3]);
  });

  it("come in the order that the card names", async () => {
    expect(await given([10, 20, 30], card({ color: "bgr" }))).toEqual([30, 20, 10]);
  });

  it("of a grey image are given to each channel", async () => {
    const input = card({ mean: [1, 2, 3], std: [1, 2, 4] });
    expect(await given([11], input)).toEqual([10, 4.5, 2]);
  });

  it("of a colour image become luma for a grey network", async () => {
    const input = card({ color: "gray", mean: [0], std: [1] });
    const [luma = NaN] = await given([100, 50, 10], input);
    expect(luma).toBeCloseTo(29.9 + 29.35 + 1.14, 4);
    expect(await given([77], input)).toEqual([77]);
  });

  it("of dark ink on light ground are turned over", async () => {
    const input = card({ color: "gray", scale: 1, mean: [5], std: [2], polarity: "dark-on-light" });
    expect(await given([55], input)).toEqual([97.5]);
  });

  it("are refused where the card's colour is not the network's", () => {
    expect(() => withPixels(convolutionalize(mirror(1)), card({}), 3)).toThrow(
      "the card says rgb (3 channels), the network reads 1",
    );
  });
});

describe("scores", () => {
  it("sum to one over the classes in each cell with softmax, in every operator set", async () => {
    for (const opset of [11, 13, 17, 18]) {
      const { graph } = mirror(3);
      if (!graph) throw new Error("no graph");
      const { name, input, output, node, initializer } = graph;
      const model = makeModel({ name, input, output, node, initializer }, { irVersion: 8n, opset });
      const pass = withPixels(convolutionalize(model), card({ scale: 0.01 }), 3);
      const session = await onnxruntime.open(writeModel(withScores(pass, ["softmax"], 4)));
      const data = Uint8Array.of(0, 100, 200, 30, 30, 30);
      const { data: scores } = await session.run({
        data,
        batch: 1,
        height: 1,
        width: 2,
        channels: 3,
      });
      const powers = [0, 1, 2].map(Math.exp);
      const sum = powers.reduce((a, b) => a + b);
      for (const [index, power] of powers.entries()) {
        expect(scores[2 * index]).toBeCloseTo(power / sum, 6);
        expect(scores[2 * index + 1]).toBeCloseTo(1 / 3, 6);
      }
      await session.release();
    }
  });
});
