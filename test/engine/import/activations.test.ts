/** @file Imported activations, normalization and rescaling, judged by TensorFlow.js itself. */
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { beforeAll, describe, it } from "vitest";
import { expectEqual, stack } from "../../support/models/layers-model.ts";

type Layer = tfl.layers.Layer;
const { layers } = tfl;

beforeAll(async () => {
  await tf.setBackend("cpu");
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
