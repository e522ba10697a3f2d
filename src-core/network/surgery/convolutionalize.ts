/** @file The surgery: a window classifier becomes a network for images of any size. */
import { said } from "../../messages/said.ts";
import type { Classifier } from "./classifier.ts";
import { openClassifier } from "./classifier.ts";
import type { Layer } from "../graph/layer.ts";
import { InvalidModel } from "../onnx/errors.ts";
import type { AxisGeometry } from "../geometry/axis.ts";
import type { ImageInput } from "../graph/image-input.ts";
import { imageInput, longestSide } from "../graph/image-input.ts";
import type { ModelProto } from "../onnx/model.ts";
import { makeModel } from "../onnx/model.ts";
import { makeValueInfo } from "../onnx/value-info.ts";
import { makeNode } from "../onnx/node.ts";
import { elementTypes, typeName } from "../onnx/element-types.ts";
import { describe, isNatural } from "../graph/value.ts";
import type { Walk, WalkOutput } from "./walk.ts";
import { walk } from "./walk.ts";
import { printableName } from "../../printable.ts";
import type { Size } from "../../size.ts";

export interface SurgeryOptions {
  /** The window, where the file leaves it open or another one than the file's is wanted. */
  readonly window?: Size | undefined;
  /** `1`: a cell for every pixel, strides become dilations (à trous). */
  readonly stride?: "native" | 1;
  /** Names of the outputs, scores first; the file's first one if undefined. */
  readonly outputs?: readonly string[] | undefined;
}

export interface FullyConvolutional {
  /** Input as the file has it, for any height and width at or above the window; each output N×channels×rows×columns. */
  readonly model: ModelProto;
  readonly input: ImageInput;
  readonly window: Size;
  /** Numbers of a cell: those of all outputs together, in their order. */
  readonly classes: number;
  readonly vertical: AxisGeometry;
  readonly horizontal: AxisGeometry;
  /** Layers with weights or a window, in the order of the graph. */
  readonly layers: readonly Layer[];
  /** The classifier with its dense layers on this window, its batch open. */
  readonly classifier: Classifier;
}

/**
 * Rewrites the classifier's dense layers as convolutions.
 * On exactly one window the result returns what the classifier returned.
 * Source: Sermanet et al., OverFeat 2014, section 3.5; Long et al., FCN 2015, section 3.1.
 *
 * @throws InvalidModel when the window is unknown, or the output is no vector of class scores
 * @throws UnsupportedOperator at a node that cannot be carried over to whole images
 */
export function convolutionalize(
  model: ModelProto,
  options: SurgeryOptions = {},
): FullyConvolutional {
  const { stride = "native", outputs } = options;
  const window = windowSize(imageInput(model), options.window);
  const walked = walk(model, { window, aTrous: stride === 1, outputs });
  for (const output of walked.outputs) checkScores(output, window);
  const { image } = walked;
  const { vertical, horizontal } = sharedGeometry(walked.outputs);
  return {
    model: rewrittenModel(model, walked),
    input: image.layout === "flat" ? { ...image, layout: "NCHW" } : image,
    window,
    classes: walked.outputs.reduce((sum, { value }) => sum + value.channels, 0),
    vertical,
    horizontal,
    layers: walked.layers,
    classifier: openClassifier(model, walked),
  };
}

export function windowSize(input: ImageInput, wanted: Size | undefined): Size {
  const width = wanted?.width ?? input.width;
  const height = wanted?.height ?? input.height;
  if (width === null || height === null)
    throw new InvalidModel(
      said("network.input-leaves-width-height", { name: printableName(input.name) }),
    );
  if (![width, height].every((side) => Number.isInteger(side) && side >= 1))
    throw new InvalidModel(said("network.window-none-whole-numbers", { width, height }));
  if (width > longestSide || height > longestSide)
    throw new InvalidModel(said("network.window-larger-than", { width, height, longestSide }));
  return { width, height };
}

/** @throws InvalidModel where the cells of two outputs do not stand for the same windows */
function sharedGeometry(outputs: Walk["outputs"]): {
  vertical: AxisGeometry;
  horizontal: AxisGeometry;
} {
  const [first, ...others] = outputs;
  if (!first) throw new InvalidModel(said("network.network-no-output"));
  const { vertical, horizontal } = first.value;
  const alike = (one: AxisGeometry, other: AxisGeometry): boolean =>
    (["size", "jump", "offset", "dilation"] as const).every((key) => one[key] === other[key]);
  const odd = others.find(
    ({ value }) => !alike(value.vertical, vertical) || !alike(value.horizontal, horizontal),
  );
  if (odd)
    throw new InvalidModel(
      said("network.outputs-look-different-pixels", {
        name: printableName(first.name),
        name2: printableName(odd.name),
      }),
    );
  return { vertical, horizontal };
}

function checkScores({ name: output, value }: WalkOutput, window: Size): void {
  const { height, width, type } = value;
  if (height !== 1 || width !== 1)
    throw new InvalidModel(
      said("network.output-cells-one-window", {
        output: printableName(output),
        value: describe(value),
        height,
        width,
        width2: window.width,
        height2: window.height,
      }),
    );
  if (!isNatural(value))
    throw new InvalidModel(
      said("network.output-classes-order-supported", { output: printableName(output) }),
    );
  const { float32, float16 } = elementTypes;
  if (type !== float32 && type !== float16)
    throw new InvalidModel(
      said("network.output-holds-scores-needed", {
        output: printableName(output),
        type: typeName(type),
      }),
    );
}

export function rewrittenModel(model: ModelProto, walked: Walk): ModelProto {
  const { image, outputs, names, nodes, initializers } = walked;
  // An output that only renamed its source (Flatten, Identity) keeps its name through an Identity. That has no name of its own:
  // a node may be called like the output, and two of one name are none that ONNX Runtime loads.
  const renames = outputs.flatMap(({ name }) => {
    const source = names.get(name);
    return source === undefined ? [] : [makeNode("Identity", "", [source], [name])];
  });
  return makeModel(
    {
      name: model.graph?.name ?? "",
      input: [makeValueInfo(image.name, openShape(image), image.type)],
      output: outputs.map(({ name, value }) =>
        makeValueInfo(name, ["batch", value.channels, "rows", "columns"], value.type),
      ),
      node: [...nodes, ...renames],
      initializer: [...initializers.values()],
    },
    // Operator set 13 came with version 7 of the format.
    { irVersion: model.irVersion > 7n ? model.irVersion : 7n, opset: walked.targetOpset },
  );
}

/** Shape of an input of any size. A flat input becomes an image. */
function openShape({ layout, channels }: ImageInput): (string | number)[] {
  const lengths = { N: "batch", C: channels, H: "height", W: "width" };
  const order = layout === "flat" ? "NCHW" : layout;
  return Array.from(order, (letter) => lengths[letter as keyof typeof lengths]);
}
