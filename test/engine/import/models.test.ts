/** @file Imported TensorFlow.js models, judged by TensorFlow.js itself: their orders of axes, sizes and branches. */
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { beforeAll, describe, expect, it } from "vitest";
import { importLayersModel } from "../../../src-core/import/tensorflow/layers-model.ts";
import { apply, expectEqual, save, stack } from "../../support/models/layers-model.ts";

const { layers } = tfl;

beforeAll(async () => {
  await tf.setBackend("cpu");
});

it("is channels first where the model is", async () => {
  const dataFormat = "channelsFirst";
  await expectEqual(
    stack(
      [3, 10, 9],
      layers.conv2d({ filters: 4, kernelSize: 3, dataFormat, padding: "same", activation: "relu" }),
      layers.maxPooling2d({ poolSize: 2, dataFormat }),
      layers.zeroPadding2d({ padding: 1, dataFormat }),
      layers.prelu({ sharedAxes: [2, 3] }),
      layers.averagePooling2d({ poolSize: 3, strides: 2, padding: "same", dataFormat }),
      layers.flatten({ dataFormat }),
      layers.dense({ units: 3 }),
    ),
  );
  await expectEqual(stack([3, 10, 9], layers.globalAveragePooling2d({ dataFormat })));
});

it("flattens as if for channels first what has its channels last", async () => {
  const dataFormat = "channelsFirst";
  const flat = () => layers.flatten({ dataFormat });
  const conv = layers.conv2d({ filters: 4, kernelSize: 3, activation: "relu" });
  const model = stack([12, 10, 3], conv, flat(), layers.dense({ units: 3 }));
  const { json, shards } = await save(model);
  // The format of a Flatten says nothing of the window.
  expect(importLayersModel(json, shards).input).toEqual({ width: 10, height: 12 });
  await expectEqual(model);
  await expectEqual(stack([5, 4], layers.dense({ units: 6 }), flat(), layers.dense({ units: 3 })));
  await expectEqual(stack([6, 5, 2], flat(), layers.dense({ units: 3 })));
});

it("drops noise and dropout", async () => {
  await expectEqual(
    stack(
      [6, 6, 2],
      layers.gaussianNoise({ stddev: 1 }),
      layers.conv2d({ filters: 2, kernelSize: 3 }),
      layers.gaussianDropout({ rate: 0.3 }),
      layers.flatten(),
      layers.dropout({ rate: 0.5 }),
      layers.dense({ units: 2 }),
      layers.dropout({ rate: 0.5 }),
    ),
  );
});

describe("functional models", () => {
  it("merge branches: add, multiply, average, maximum, minimum, concatenate", async () => {
    const image = tfl.input({ shape: [7, 6, 2] });
    const branch = (): tfl.SymbolicTensor =>
      apply(layers.conv2d({ filters: 4, kernelSize: 3, padding: "same" }), image);
    const [a, b, c] = [branch(), branch(), branch()];
    const merged = [
      apply(layers.add(), a, b, c),
      apply(layers.multiply(), a, b),
      apply(layers.average(), a, b, c),
      apply(layers.maximum(), b, c, a),
      apply(layers.minimum(), c, a),
    ];
    const all = apply(layers.concatenate({ axis: -1 }), ...merged);
    const rows = apply(layers.concatenate({ axis: 1 }), all, all);
    const scores = apply(layers.dense({ units: 3 }), apply(layers.flatten(), rows));
    await expectEqual(tfl.model({ inputs: image, outputs: scores }));
  });

  it("add residuals and weigh channels", async () => {
    const image = tfl.input({ shape: [8, 8, 4] });
    const conv = layers.conv2d({ filters: 4, kernelSize: 3, padding: "same" });
    const residual = apply(layers.add(), apply(conv, image), image);
    const pooled = apply(layers.globalAveragePooling2d({}), residual);
    const gate = apply(
      layers.reshape({ targetShape: [1, 1, 4] }),
      apply(layers.dense({ units: 4, activation: "sigmoid" }), pooled),
    );
    const weighed = apply(layers.multiply(), residual, gate);
    // The same layer once more: its weights are shared.
    await expectEqual(tfl.model({ inputs: image, outputs: apply(conv, weighed) }));
  });

  it("hold models, called once or twice", async () => {
    const image = tfl.input({ shape: [6, 6, 3] });
    const inner = stack(
      [6, 6, 3],
      layers.conv2d({ filters: 3, kernelSize: 3, padding: "same", activation: "relu" }),
    );
    const start = tfl.input({ shape: [6, 6, 3] });
    const half = apply(layers.averagePooling2d({ poolSize: 2 }), start);
    const functional = tfl.model({ inputs: start, outputs: apply(layers.add(), half, half) });
    const once = inner.apply(image) as tfl.SymbolicTensor;
    const twice = inner.apply(once) as tfl.SymbolicTensor;
    const end = functional.apply(twice) as tfl.SymbolicTensor;
    const scores = apply(layers.dense({ units: 2 }), apply(layers.flatten(), end));
    await expectEqual(tfl.model({ inputs: image, outputs: scores }));
  });

  it("hold models in a sequence", async () => {
    const inner = tfl.sequential();
    inner.add(layers.conv2d({ filters: 3, kernelSize: 3, inputShape: [6, 6, 2] }));
    const outer = tfl.sequential();
    outer.add(inner);
    outer.add(layers.flatten());
    outer.add(layers.dense({ units: 2, activation: "softmax" }));
    await expectEqual(outer);
  });
});

it("leaves sizes open where the model does", async () => {
  const conv = layers.conv2d({ filters: 3, kernelSize: 3, strides: 2, padding: "same" });
  await expectEqual(stack([null, null, 3], conv, layers.globalMaxPooling2d({})));
});
