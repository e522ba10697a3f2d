/** @file What stands around a network: pixels in, scores out, as nodes of the same graph. */
import type { InputCard } from "../contract/card.ts";
import { InvalidModel } from "./errors.ts";
import type { ModelProto, NodeProto } from "./onnx.ts";
import { makeNode, opset, uint8ValueInfo } from "./onnx.ts";
import { floatTensor } from "./tensor.ts";
import { channelSoftmax } from "./softmax.ts";
import { mapSoftmax } from "./softmax.ts";
import { declaredInput } from "./walk.ts";

/** Luma of ITU-R BT.601, as PIL's mode "L" has it. */
const luma = [0.299, 0.587, 0.114] as const;

/** Weight of source channel `source` (of `channels`, RGB order) in the network's channel `target`. */
function mixing(
  color: InputCard["color"],
  channels: number,
  target: number,
  source: number,
): number {
  if (channels === 1) return 1;
  if (color === "gray") return luma[source] ?? 0;
  return source === (color === "rgb" ? target : 2 - target) ? 1 : 0;
}

const part = (name: string): string => `fullconv.pixels.${name}`;
const [planes, floats, scaled] = [part("planes"), part("floats"), part("scaled")];
const [factor, summand] = [part("weights"), part("bias")];

const convolution = (output: string): NodeProto[] => [
  makeNode("Conv", part("affine"), [floats, factor, summand], [output], { kernel_shape: [1, 1] }),
];

const product = (output: string): NodeProto[] => [
  makeNode("Mul", scaled, [floats, factor], [scaled]),
  makeNode("Add", part("affine"), [scaled, summand], [output]),
];

/**
 * Puts the preprocessing before the network: input `pixels`, uint8 N×H×W×`channels` (1: grey, 3: RGB).
 * Colour, polarity, scale, mean and std together are one affine map of the channels: a 1×1 convolution. Of one grey channel
 * it is a product and a sum: ONNX Runtime would lay that channel out as 16 for the convolution, and back again.
 * @throws InvalidModel when the card's colour and the network's channels disagree
 */
export function withPixels(model: ModelProto, input: InputCard, channels: 1 | 3): ModelProto {
  const { graph } = model;
  const declared = declaredInput(model);
  const targets = input.color === "gray" ? 1 : 3;
  if (!graph || declared.channels !== targets)
    throw new InvalidModel(
      `the card says ${input.color} (${targets} channels), the network reads ${declared.channels ?? "an unknown number of"}`,
    );
  const sign = input.polarity === "dark-on-light" ? -1 : 1;
  const ground = input.polarity === "dark-on-light" ? 255 : 0;
  const weights: number[] = [];
  const bias: number[] = [];
  for (let target = 0; target < targets; target++) {
    const std = input.std[target] ?? 1;
    for (let source = 0; source < channels; source++)
      weights.push((sign * input.scale * mixing(input.color, channels, target, source)) / std);
    bias.push((ground * input.scale - (input.mean[target] ?? 0)) / std);
  }
  const shape = channels === 1 ? [1, targets, 1, 1] : [targets, channels, 1, 1];
  const nodes = [
    makeNode("Transpose", planes, ["pixels"], [planes], { perm: [0, 3, 1, 2] }),
    makeNode("Cast", floats, [planes], [floats], { to: 1 }),
    ...(channels === 1 ? product(declared.name) : convolution(declared.name)),
  ];
  const constants = [
    floatTensor(factor, shape, Float32Array.from(weights)),
    floatTensor(summand, channels === 1 ? shape : [targets], Float32Array.from(bias)),
  ];
  const names = new Set(graph.initializer.map(({ name }) => name));
  return {
    ...model,
    graph: {
      ...graph,
      input: [
        uint8ValueInfo("pixels", ["batch", "height", "width", channels]),
        ...graph.input.filter(({ name }) => names.has(name)),
      ],
      initializer: [...graph.initializer, ...constants],
      node: [...nodes, ...graph.node],
    },
  };
}

/**
 * Puts the card's activation behind the first output, which keeps its shape and is then called `scores`.
 * @param rank 4 for a score map N×C×rows×columns, 2 for the classifier's N×C
 */
export function withScores(
  model: ModelProto,
  activation: "softmax" | "sigmoid" | "none",
  rank: 2 | 4,
): ModelProto {
  const { graph } = model;
  const [output] = graph?.output ?? [];
  if (!graph || !output) throw new InvalidModel("the network has no output");
  const operators: Record<typeof activation, () => NodeProto[]> = {
    softmax: () =>
      rank === 4
        ? mapSoftmax(output.name, "scores", opset(model))
        : channelSoftmax("Softmax", output.name, "scores", { opset: opset(model), rank }),
    sigmoid: () => [makeNode("Sigmoid", "scores", [output.name], ["scores"])],
    none: () => [makeNode("Identity", "scores", [output.name], ["scores"])],
  };
  return {
    ...model,
    graph: {
      ...graph,
      output: [{ ...output, name: "scores" }],
      node: [...graph.node, ...operators[activation]()],
    },
  };
}
