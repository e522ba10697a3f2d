/** @file Blocks of cells become channels, and channels become blocks. */
import * as tf from "@tensorflow/tfjs-core";
import { intAttribute, stringAttribute } from "../../../src-core/network/onnx/node.ts";
import type { Operator } from "./operator.ts";
import { firstInput } from "./operator.ts";
import { channelsLast, inNhwcOrder } from "./layout.ts";

/** The block's place comes before the channel. */
const spaceToDepth: Operator = (node, inputs) => {
  const x = channelsLast(firstInput(node, inputs));
  const block = intAttribute(node, "blocksize", 1);
  const [batch, height, width, channels] = x.shape;
  const [rows, columns] = [height / block, width / block];
  const apart = tf.reshape(x, [batch * rows, block, columns, block * channels]);
  const joined = tf.transpose(apart, [0, 2, 1, 3]);
  return inNhwcOrder(tf.reshape(joined, [batch, rows, columns, block * block * channels]));
};

/** DCR: the block's place before the channel; CRD: behind it. */
const depthToSpace: Operator = (node, inputs) => {
  const x = channelsLast(firstInput(node, inputs));
  const block = intAttribute(node, "blocksize", 1);
  const [batch, rows, columns, depth] = x.shape;
  const channels = depth / (block * block);
  const behind = stringAttribute(node, "mode", "DCR") === "CRD";
  const ordered = behind
    ? tf.transpose(tf.reshape(x, [-1, channels, block * block]), [0, 2, 1])
    : x;
  const apart = tf.reshape(ordered, [batch * rows, columns, block, block * channels]);
  const joined = tf.transpose(apart, [0, 2, 1, 3]);
  return inNhwcOrder(tf.reshape(joined, [batch, rows * block, columns * block, channels]));
};

export const blocks: readonly (readonly [string, Operator])[] = [
  ["SpaceToDepth", spaceToDepth],
  ["DepthToSpace", depthToSpace],
];
