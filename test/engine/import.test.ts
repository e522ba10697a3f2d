/** @file Imported TensorFlow.js models, judged by TensorFlow.js itself. */
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { beforeAll, describe, expect, it } from "vitest";
import { importLayersModel } from "../../src-core/import/tensorflow/layers-model.ts";
import { apply, expectEqual, save, stack } from "../support/layers-model.ts";

type Layer = tfl.layers.Layer;
const { layers } = tfl;

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const convolutions = {
  "valid, stride 2": layers.conv2d({ filters: 3, kernelSize: [3, 2], strides: 2 }),
  "same, odd and even kernel": layers.conv2d({ filters: 3, kernelSize: [3, 4], padding: "same" }),
  "same, stride 2": layers.conv2d({ filters: 3, kernelSize: 3, strides: 2, padding: "same" }),
  "same, stride 3": layers.conv2d({ filters: 3, kernelSize: 2, strides: [3, 1], padding: "same" }),
  "same, dilated": layers.conv2d({
    filters: 3,
    kernelSize: 3,
    dilationRate: 2,
    padding: "same",
    activation: "tanh",
  }),
  "valid, dilated, no bias": layers.conv2d({
    filters: 3,
    kernelSize: [2, 3],
    dilationRate: [3, 1],
    useBias: false,
  }),
  depthwise: layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: "same" }),
  "depthwise, stride 2": layers.depthwiseConv2d({
    kernelSize: 3,
    strides: 2,
    padding: "same",
    activation: "relu6",
    useBias: false,
  }),
  separable: layers.separableConv2d({
    filters: 5,
    kernelSize: 3,
    depthMultiplier: 2,
    strides: 2,
    padding: "same",
    activation: "elu",
  }),
  "separable, dilated": layers.separableConv2d({ filters: 2, kernelSize: 3, dilationRate: 2 }),
} satisfies Record<string, Layer>;

describe("convolutions", () => {
  it.each(Object.entries(convolutions))("%s", async (_, layer) => {
    await expectEqual(stack([10, 9, 4], layer));
  });
});

const pools = {
  "max, valid": layers.maxPooling2d({ poolSize: 3, strides: 2 }),
  "max, same": layers.maxPooling2d({ poolSize: [2, 3], strides: 2, padding: "same" }),
  "average, valid": layers.averagePooling2d({ poolSize: 2 }),
  "average, same, stride 1": layers.averagePooling2d({ poolSize: 3, strides: 1, padding: "same" }),
  "average, same, stride 2": layers.averagePooling2d({ poolSize: 3, strides: 2, padding: "same" }),
  "global average": layers.globalAveragePooling2d({}),
  "global maximum": layers.globalMaxPooling2d({}),
} satisfies Record<string, Layer>;

describe("pools", () => {
  it.each(Object.entries(pools))("%s", async (_, layer) => {
    await expectEqual(stack([10, 9, 3], layer));
  });
});

const shapes = {
  flatten: [layers.flatten()],
  "reshape, one length open": [layers.reshape({ targetShape: [6, -1, 3] })],
  "reshape and convolution": [
    layers.reshape({ targetShape: [9, 8, 2] }),
    layers.conv2d({ filters: 2, kernelSize: 2 }),
    layers.flatten(),
  ],
  permute: [layers.permute({ dims: [3, 1, 2] }), layers.conv2d({ filters: 2, kernelSize: 2 })],
  "zero padding": [
    layers.zeroPadding2d({
      padding: [
        [0, 1],
        [2, 3],
      ],
    }),
  ],
  "zero padding before a maximum and an average": [
    layers.zeroPadding2d({ padding: 1 }),
    layers.maxPooling2d({ poolSize: 3, strides: 1 }),
    layers.zeroPadding2d({ padding: 1 }),
    layers.averagePooling2d({ poolSize: 3, strides: 2 }),
  ],
  cropping: [
    layers.cropping2D({
      cropping: [
        [1, 0],
        [0, 2],
      ],
    }),
  ],
} satisfies Record<string, Layer[]>;

describe("same padding at every size, kernel and stride", () => {
  const sizes = [5, 6, 7, 8];
  it.each([1, 2, 3, 4])("kernel %i", async (kernelSize) => {
    for (const size of sizes)
      for (const strides of [1, 2, 3, 4]) {
        const slide = { strides, padding: "same" as const };
        const chain = [
          layers.conv2d({ filters: 2, kernelSize, ...slide }),
          layers.depthwiseConv2d({ kernelSize, ...slide }),
          layers.maxPooling2d({ poolSize: kernelSize, ...slide }),
          layers.averagePooling2d({ poolSize: kernelSize, ...slide }),
        ];
        for (const layer of chain) await expectEqual(stack([size, size, 2], layer));
      }
  });
});

describe("shapes", () => {
  it.each(Object.entries(shapes))("%s", async (_, chain) => {
    await expectEqual(stack([8, 6, 3], ...chain));
  });
});

describe("dense layers", () => {
  it("on a vector", async () => {
    const dense = layers.dense({ units: 4, activation: "sigmoid" });
    await expectEqual(stack([6], dense, layers.dense({ units: 3, useBias: false })));
  });
  it("on the channels of an image", async () => {
    await expectEqual(stack([4, 5, 3], layers.dense({ units: 6, activation: "softmax" })));
  });
  it("on a matrix", async () => {
    await expectEqual(stack([4, 5], layers.dense({ units: 6 }), layers.flatten()));
  });
  it("on a flattened image, in TensorFlow's order", async () => {
    const conv = layers.conv2d({ filters: 4, kernelSize: 3, activation: "relu" });
    await expectEqual(stack([6, 7, 3], conv, layers.flatten(), layers.dense({ units: 5 })));
  });
});

const activations = [
  ...["relu", "relu6", "elu", "selu", "sigmoid", "hardSigmoid", "tanh", "softmax", "softplus"],
  ...["softsign", "swish", "mish", "gelu", "logSoftmax", "linear"],
];

describe("activations", () => {
  it.each(activations)("%s on images and on vectors", async (name) => {
    // The names that TensorFlow.js registers are more than those its types list.
    const activation = name as "relu";
    const conv = layers.conv2d({ filters: 3, kernelSize: 2 });
    const dense = layers.dense({ units: 3 });
    await expectEqual(
      stack([4, 4, 2], conv, layers.activation({ activation }), layers.flatten(), dense),
    );
    await expectEqual(stack([5], layers.dense({ units: 4, activation })));
  });

  const own = {
    ReLU: layers.reLU({}),
    "ReLU, cut off": layers.reLU({ maxValue: 0.7 }),
    LeakyReLU: layers.leakyReLU({ alpha: 0.2 }),
    "PReLU, a slope per value": layers.prelu({}),
    "PReLU, a slope per channel": layers.prelu({ sharedAxes: [1, 2] }),
    ELU: layers.elu(),
    ThresholdedReLU: layers.thresholdedReLU({ theta: 0.4 }),
    "Softmax over channels": layers.softmax({ axis: -1 }),
  } satisfies Record<string, Layer>;
  it.each(Object.entries(own))("%s", async (_, layer) => {
    await expectEqual(stack([5, 4, 3], layers.conv2d({ filters: 3, kernelSize: 2 }), layer));
  });
});

describe("normalization and rescaling", () => {
  it.each([
    ["as it comes", {}],
    ["without scale", { scale: false }],
    ["without centre", { center: false, epsilon: 0.1 }],
  ])("of images, %s", async (_, options) => {
    const conv = layers.conv2d({ filters: 3, kernelSize: 2 });
    await expectEqual(stack([4, 5, 2], conv, layers.batchNormalization(options)));
  });
  it("of vectors", async () => {
    await expectEqual(stack([6], layers.batchNormalization({})));
  });
  it("rescales before anything else", async () => {
    const conv = layers.conv2d({ filters: 3, kernelSize: 2 });
    await expectEqual(stack([4, 5, 3], layers.rescaling({ scale: 1 / 255, offset: -0.5 }), conv));
  });
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
