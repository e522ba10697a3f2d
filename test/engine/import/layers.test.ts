/** @file Imported TensorFlow.js layers, one at a time, judged by TensorFlow.js itself. */
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { beforeAll, describe, it } from "vitest";
import { expectEqual, stack } from "../../support/models/layers-model.ts";

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
