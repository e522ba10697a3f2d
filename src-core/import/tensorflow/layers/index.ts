/** @file The table of layers: to support one more is to add an entry. */
import {
  activation,
  elu,
  leakyRelu,
  prelu,
  relu,
  softmaxLayer,
  thresholdedRelu,
} from "./activation.ts";
import type { Emitter } from "./config.ts";
import { conv2D, depthwiseConv2D, separableConv2D } from "./convolution.ts";
import { dense } from "./dense.ts";
import { chain, concatenate, extreme } from "./merge.ts";
import { batchNormalization, rescaling } from "./normalization.ts";
import { globalPool, pool } from "./pooling.ts";
import { cropping2D, flatten, permuteAxes, reshape, zeroPadding2D } from "./shape.ts";

/** Noise and dropout act in training alone. */
const identity: Emitter = (layer) => layer.input;

export const emitters: ReadonlyMap<string, Emitter> = new Map<string, Emitter>([
  ["Conv2D", conv2D],
  ["DepthwiseConv2D", depthwiseConv2D],
  ["SeparableConv2D", separableConv2D],
  ["Dense", dense],
  ["Flatten", flatten],
  ["Reshape", reshape],
  ["Permute", permuteAxes],
  ["ZeroPadding2D", zeroPadding2D],
  ["Cropping2D", cropping2D],
  ["MaxPooling2D", pool("MaxPool")],
  ["AveragePooling2D", pool("AveragePool")],
  ["GlobalMaxPooling2D", globalPool("GlobalMaxPool")],
  ["GlobalAveragePooling2D", globalPool("GlobalAveragePool")],
  ["BatchNormalization", batchNormalization],
  ["Rescaling", rescaling],
  ["Activation", activation],
  ["ReLU", relu],
  ["LeakyReLU", leakyRelu],
  ["PReLU", prelu],
  ["ELU", elu],
  ["ThresholdedReLU", thresholdedRelu],
  ["Softmax", softmaxLayer],
  ["Add", chain("Add")],
  ["Subtract", chain("Sub")],
  ["Multiply", chain("Mul")],
  ["Average", chain("Add", true)],
  ["Maximum", extreme("Max")],
  ["Minimum", extreme("Min")],
  ["Concatenate", concatenate],
  ["Dropout", identity],
  ["SpatialDropout2D", identity],
  ["GaussianNoise", identity],
  ["GaussianDropout", identity],
]);
