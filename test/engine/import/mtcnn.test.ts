/** @file MTCNN's networks from their published weights, on faces and other pictures. */
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { importMtcnn } from "../../../src-core/import/mtcnn/mtcnn.ts";
import { writeModel } from "../../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../../src-core/network/onnx/value-info.ts";
import { facePictures, faceSide, mtcnnPresent, mtcnnWeights } from "../../support/models/mtcnn.ts";

/** Grey pictures, resized to side × side by the nearest pixel, as the network takes them. */
function batch(pictures: readonly Float64Array[], side: number): Tensor {
  const data = new Float32Array(pictures.length * 3 * side * side);
  pictures.forEach((picture, index) => {
    for (let at = 0; at < 3 * side * side; at++) {
      const y = Math.floor(((Math.floor(at / side) % side) * faceSide) / side);
      const x = Math.floor(((at % side) * faceSide) / side);
      const pixel = 255 * (picture[y * faceSide + x] ?? 0);
      data[index * 3 * side * side + at] = (pixel - 127.5) / 128;
    }
  });
  return new Tensor("float32", data, [pictures.length, 3, side, side]);
}

/** How many of the 100 faces and of the 100 other pictures score above one half. */
async function accepted(network: 1 | 2 | 3, side: number): Promise<number[]> {
  const { model } = importMtcnn(mtcnnWeights(network));
  // The size left open: RNet's and ONet's dense layers read as many values one pixel further.
  const input = [makeValueInfo("image", ["batch", 3, "height", "width"])];
  if (model.graph) model.graph.input = input;
  const session = await InferenceSession.create(writeModel(model), { logSeverityLevel: 3 });
  const { scores } = await session.run({ image: batch(facePictures(), side) });
  await session.release();
  const values = scores?.data as Float32Array;
  expect(scores?.dims.slice(0, 2)).toEqual([200, 2]);
  const faces = Array.from({ length: 200 }, (_, index) => (values[2 * index + 1] ?? 0) > 0.5);
  return [faces.slice(0, 100), faces.slice(100)].map((half) => half.filter(Boolean).length);
}

/** First of the batch, from PyTorch: the layers as they are published, on the transposed image. */
const judged: Record<1 | 2 | 3, Record<string, readonly number[]>> = {
  1: {
    scores: [0.999895, 0.000105],
    regression: [0.294796, -0.000056, -0.005052, -0.074327],
  },
  2: {
    scores: [0.999735, 0.000265],
    regression: [-0.085339, -0.24198, 0.292467, 0.470928],
  },
  3: {
    scores: [0.999869, 0.00013],
    regression: [-0.009014, -0.124826, -0.058881, 0.127455],
    landmarks: [
      ...[0.245984, 0.60078, 0.375656, 0.310356, 0.550461],
      ...[0.264148, 0.183219, 0.55714, 0.8266, 0.788],
    ],
  },
};

describe.skipIf(!mtcnnPresent())("MTCNN", () => {
  it.each([1, 2, 3] as const)("network %i gives what PyTorch gives", async (network) => {
    const { model, input } = importMtcnn(mtcnnWeights(network));
    const side = input.width ?? 0;
    const data = Float32Array.from(
      { length: 3 * side * side },
      (_, at) => 0.9 * Math.sin(1.7 * at),
    );
    const session = await InferenceSession.create(writeModel(model));
    const results = await session.run({ image: new Tensor("float32", data, [1, 3, side, side]) });
    await session.release();
    expect(session.outputNames).toEqual(Object.keys(judged[network]));
    for (const [name, values] of Object.entries(judged[network]))
      values.forEach((value, index) => {
        expect((results[name]?.data as Float32Array)[index]).toBeCloseTo(value, 5);
      });
  });

  // One pixel more than the window is what RNet and ONet, which pool in ceil mode, see in full.
  it.each([
    ["RNet", 2, 24],
    ["RNet", 2, 25],
    ["ONet", 3, 48],
    ["ONet", 3, 49],
  ] as const)(
    "%s (network %i) at %i pixels takes every face and nothing else",
    async (_, network, side) => {
      expect(await accepted(network, side)).toEqual([100, 0]);
    },
  );

  it("PNet, which only proposes, takes most", async () => {
    const [faces = 0, others = 100] = await accepted(1, 12);
    expect(faces).toBeGreaterThanOrEqual(90);
    expect(others).toBeLessThanOrEqual(5);
  });
});
