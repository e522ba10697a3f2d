/** @file What stands before a network: pixels become what it reads, as nodes of the same graph. */
import { said } from "../../messages/said.ts";
import type { InputCard } from "../../contract/card.ts";
import { InvalidModel } from "../onnx/errors.ts";
import type { ImageInput } from "../graph/image-input.ts";
import type { ModelProto, NodeProto } from "../onnx/model.ts";
import { opset } from "../onnx/model.ts";
import { makeValueInfo, uint8ValueInfo } from "../onnx/value-info.ts";
import { makeNode } from "../onnx/node.ts";
import { floatTensor, integerTensor } from "../onnx/tensor.ts";
import { elementTypes } from "../onnx/element-types.ts";

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

/** A name that no user's network has. */
const pixels = "fullconv.pixels";
const part = (name: string): string => `${pixels}.${name}`;
const [planes, floats, scaled] = [part("planes"), part("floats"), part("scaled")];
const [factor, summand] = [part("weights"), part("bias")];
const channelAxis = part("channelAxis");

const convolution = (output: string): NodeProto[] => [
  makeNode("Conv", part("affine"), [floats, factor, summand], [output], { kernel_shape: [1, 1] }),
];

const product = (output: string): NodeProto[] => [
  makeNode("Mul", scaled, [floats, factor], [scaled]),
  makeNode("Add", part("affine"), [scaled, summand], [output]),
];

export type PixelType = "uint8" | "float32";

/** A network and what its input is like. */
export interface NetworkWithInput {
  readonly model: ModelProto;
  readonly input: ImageInput;
}

/** Float planes N×C×H×W as the network's input wants them. */
function arrange(
  input: ImageInput,
  opset: number,
): { readonly from: string; readonly nodes: NodeProto[] } {
  const nodes: NodeProto[] = [];
  let { name } = input;
  const before = (
    operator: string,
    more: string[],
    attributes: Record<string, number | number[]>,
  ): void => {
    const source = part(`before${operator}`);
    nodes.unshift(makeNode(operator, part(operator), [source, ...more], [name], attributes));
    name = source;
  };
  if (input.type !== elementTypes.float32) before("Cast", [], { to: input.type });
  if (input.layout === "NHWC") before("Transpose", [], { perm: [0, 2, 3, 1] });
  // The axes of Squeeze became an input with operator set 13.
  if (input.layout === "NHW" && opset < 13) before("Squeeze", [], { axes: [1] });
  else if (input.layout === "NHW") before("Squeeze", [channelAxis], {});
  if (input.layout === "flat") before("Flatten", [], { axis: 1 });
  return { from: name, nodes };
}

/**
 * Puts the preprocessing before the network: input `fullconv.pixels`, N×H×W×`channels` (1: grey, 3: RGB) of 0…255.
 * Colour, polarity, scale, mean and std together are one affine map of the channels: a 1×1 convolution. Of one grey channel
 * it is a product and a sum: ONNX Runtime would lay that channel out as 16 for the convolution, and back again.
 * @param type of the pixels: uint8 as they are decoded, float32 where they were scaled
 * @throws InvalidModel when the card's colour and the network's channels disagree
 */
export function withPixels(
  { model, input }: NetworkWithInput,
  card: InputCard,
  channels: 1 | 3,
  type: PixelType = "uint8",
): ModelProto {
  const { graph } = model;
  const targets = card.color === "gray" ? 1 : 3;
  if (!graph || input.channels !== targets)
    throw new InvalidModel(
      said("network.card-says-channels-network", {
        color: card.color,
        targets,
        channels: input.channels,
      }),
    );
  const sign = card.polarity === "dark-on-light" ? -1 : 1;
  const ground = card.polarity === "dark-on-light" ? 255 : 0;
  const weights: number[] = [];
  const bias: number[] = [];
  for (let target = 0; target < targets; target++) {
    const std = card.std[target] ?? 1;
    for (let source = 0; source < channels; source++)
      weights.push((sign * card.scale * mixing(card.color, channels, target, source)) / std);
    bias.push((ground * card.scale - (card.mean[target] ?? 0)) / std);
  }
  const shape = channels === 1 ? [1, targets, 1, 1] : [targets, channels, 1, 1];
  const { from, nodes: arranging } = arrange(input, opset(model));
  const nodes = [
    makeNode("Transpose", planes, [pixels], [planes], { perm: [0, 3, 1, 2] }),
    makeNode("Cast", floats, [planes], [floats], { to: 1 }),
    ...(channels === 1 ? product(from) : convolution(from)),
    ...arranging,
  ];
  const constants = [
    floatTensor(factor, shape, Float32Array.from(weights)),
    floatTensor(summand, channels === 1 ? shape : [targets], Float32Array.from(bias)),
    ...(arranging.some((node) => node.input.includes(channelAxis))
      ? [integerTensor(channelAxis, [1], [1])]
      : []),
  ];
  const names = new Set(graph.initializer.map(({ name }) => name));
  return {
    ...model,
    // Before version 4 of the format constants had to be inputs too.
    irVersion: model.irVersion > 4n ? model.irVersion : 4n,
    graph: {
      ...graph,
      input: [
        (type === "uint8" ? uint8ValueInfo : makeValueInfo)(pixels, [
          "batch",
          "height",
          "width",
          channels,
        ]),
        ...graph.input.filter(({ name }) => names.has(name)),
      ],
      initializer: [...graph.initializer, ...constants],
      node: [...nodes, ...graph.node],
    },
  };
}
