/** @file Layers that Keras has and TensorFlow.js does not build or compute: judged by its operators. */
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { beforeAll, describe, expect, it } from "vitest";
import { importLayersModel } from "../../../src-core/import/tensorflow/layers-model.ts";
import type { Saved } from "../../support/models/layers-model.ts";
import {
  apply,
  difference,
  randomize,
  runOnnx,
  save,
  stack,
} from "../../support/models/layers-model.ts";

const { layers } = tfl;

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe("with the layer's configuration changed", () => {
  const changed = (saved: Saved, from: string, to: string): Saved => {
    const text = JSON.stringify(saved.json);
    expect(text).toContain(from);
    return { ...saved, json: JSON.parse(text.replace(from, to)) as Saved["json"] };
  };
  const input = tf.tidy(() => tf.randomUniform([2, 5, 4, 4], -2, 2, "float32", 3).dataSync());
  const image = (): tf.Tensor4D => tf.tensor4d(input as Float32Array, [2, 5, 4, 4]);
  const judge = async (saved: Saved, expected: tf.Tensor): Promise<void> => {
    const { model } = importLayersModel(saved.json, saved.shards);
    const { dims, data } = await runOnnx(model, input as Float32Array, [2, 5, 4, 4]);
    expect(dims).toEqual(expected.shape);
    expect(difference((await expected.data()) as Float32Array, data)).toBeLessThanOrEqual(1e-4);
  };

  it("convolution in groups", async () => {
    // Its kernel reads 2 of the 4 channels: the same weights as a model of 2 channels has.
    const model = stack([5, 4, 2], layers.conv2d({ filters: 6, kernelSize: 3, useBias: false }));
    randomize(model, 5);
    const kernel = model.getWeights()[0] as tf.Tensor4D;
    const parts = [0, 1].map((group) =>
      tf.conv2d(
        tf.slice(image(), [0, 0, 0, 2 * group], [-1, -1, -1, 2]),
        tf.slice(kernel, [0, 0, 0, 3 * group], [-1, -1, -1, 3]),
        1,
        "valid",
      ),
    );
    const grouped = changed(await save(model), '"filters":6', '"filters":6,"groups":2');
    await judge(changed(grouped, "[null,5,4,2]", "[null,5,4,4]"), tf.concat(parts, 3));
  });

  it("ReLU with slope, threshold and maximum", async () => {
    const relu = stack([5, 4, 4], layers.reLU({ maxValue: 1.2 }));
    const more = '"max_value":1.2,"negative_slope":0.3,"threshold":0.5';
    const x = image();
    const above = tf.minimum(x, 1.2);
    const below = tf.mul(0.3, tf.sub(x, 0.5));
    await judge(
      changed(await save(relu), '"max_value":1.2', more),
      tf.where(tf.greater(x, 0.5), above, below),
    );
  });

  it("ReLU with slope alone", async () => {
    const relu = stack([5, 4, 4], layers.reLU({ maxValue: 1.2 }));
    const saved = changed(await save(relu), '"max_value":1.2', '"negative_slope":0.3');
    await judge(saved, tf.leakyRelu(image(), 0.3));
  });

  it("ELU with alpha", async () => {
    const saved = changed(await save(stack([5, 4, 4], layers.elu())), '"alpha":1', '"alpha":0.5');
    const x = image();
    const below = tf.mul(0.5, tf.expm1(x));
    await judge(saved, tf.where(tf.greater(x, 0), x, below));
  });

  it("global pool that keeps its axes", async () => {
    const saved = await save(stack([5, 4, 4], layers.globalAveragePooling2d({})));
    const data = '"data_format":"channels_last"';
    await judge(changed(saved, data, `${data},"keepdims":true`), tf.mean(image(), [1, 2], true));
  });

  it("Subtract", async () => {
    const start = tfl.input({ shape: [5, 4, 4] });
    const pooled = apply(
      layers.averagePooling2d({ poolSize: 3, strides: 1, padding: "same" }),
      start,
    );
    const model = tfl.model({ inputs: start, outputs: apply(layers.multiply(), start, pooled) });
    const expected = tf.sub(image(), tf.avgPool(image(), 3, 1, "same"));
    await judge(changed(await save(model), '"Multiply"', '"Subtract"'), expected);
  });

  it("the hard sigmoid of Keras 3", async () => {
    const saved = await save(stack([5, 4, 4], layers.activation({ activation: "hardSigmoid" })));
    const expected = tf.clipByValue(tf.add(tf.div(image(), 6), 0.5), 0, 1);
    await judge(changed(saved, '"tfjs-layers 4.22.0"', '"3.4.1"'), expected);
  });

  it("softmax over another axis than the last", async () => {
    const saved = await save(stack([5, 4, 4], layers.softmax({ axis: 1 })));
    const rowsLast = tf.softmax(tf.transpose(image(), [0, 2, 3, 1]));
    await judge(saved, tf.transpose(rowsLast, [0, 3, 1, 2]));
  });

  it("batch normalization of the first axis, where its processor backend mistakes the channels", async () => {
    const model = stack([5, 4, 4], layers.batchNormalization({ axis: 1 }));
    randomize(model, 4);
    const [gamma, beta, mean, variance] = model
      .getWeights()
      .map((weight) => tf.reshape(weight, [1, 5, 1, 1]));
    if (!gamma || !beta || !mean || !variance) throw new Error("a weight is missing");
    const centred = tf.mul(tf.sub(image(), mean), tf.rsqrt(tf.add(variance, 1e-3)));
    await judge(await save(model), tf.add(tf.mul(centred, gamma), beta));
  });

  it("separable convolution, channels first", async () => {
    const model = stack([4, 4, 5], layers.separableConv2d({ filters: 3, kernelSize: 3 }));
    randomize(model, 6);
    const expected = model.predict(tf.transpose(image(), [0, 2, 3, 1])) as tf.Tensor;
    const saved = await save(model);
    const first = changed(saved, '"channels_last"', '"channels_first"');
    await judge(
      changed(first, "[null,4,4,5]", "[null,5,4,4]"),
      tf.transpose(expected, [0, 3, 1, 2]),
    );
  });

  it("rescaling per channel", async () => {
    const saved = await save(stack([5, 4, 4], layers.rescaling({ scale: 2, offset: 1 })));
    const scaled = changed(saved, '"scale":2', '"scale":[1,2,3,4]');
    await judge(scaled, tf.add(tf.mul(image(), [1, 2, 3, 4]), 1));
  });
});
