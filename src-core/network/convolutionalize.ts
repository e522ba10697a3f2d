/** @file The surgery: a window classifier becomes a network for images of any size. */
import type { Layer } from "./context.ts";
import { InvalidModel } from "./errors.ts";
import type { AxisGeometry } from "./geometry.ts";
import type { ModelProto } from "./onnx.ts";
import { makeModel, makeNode, makeValueInfo } from "./onnx.ts";
import { declaredInput, walk } from "./walk.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface FullyConvolutional {
  /** Input N×C×height×width (any at or above the window), output N×classes×rows×columns. */
  readonly model: ModelProto;
  readonly window: Size;
  readonly classes: number;
  readonly vertical: AxisGeometry;
  readonly horizontal: AxisGeometry;
  /** Layers with weights or a window, in the order of the graph. */
  readonly layers: readonly Layer[];
}

/**
 * Rewrites the classifier's dense layers as convolutions.
 * On exactly one window the result returns what the classifier returned.
 * Source: Sermanet et al., OverFeat 2014, section 3.5; Long et al., FCN 2015, section 3.1.
 *
 * @param size the window, where the file leaves it open
 * @throws InvalidModel when the window is unknown, or the output is no vector of class scores
 * @throws UnsupportedOperator at a node that cannot be carried over to whole images
 */
export function convolutionalize(model: ModelProto, size?: Size): FullyConvolutional {
  const declared = declaredInput(model);
  const width = declared.width ?? size?.width;
  const height = declared.height ?? size?.height;
  if (width === undefined || height === undefined)
    throw new InvalidModel(`input ${declared.name} leaves its size open: say the window's size`);
  const window = { width, height };
  const walked = walk(model, window);
  const { inputValue, outputValue } = walked;
  if (outputValue.height !== 1 || outputValue.width !== 1)
    throw new InvalidModel(
      `output ${walked.output} has ${outputValue.height}×${outputValue.width} cells on one window ${width}×${height}, 1×1 is needed`,
    );
  // An output that only renamed its source (Flatten, Identity) keeps its name through an Identity.
  const source = walked.names.get(walked.output);
  const nodes =
    source === undefined
      ? walked.nodes
      : [...walked.nodes, makeNode("Identity", walked.output, [source], [walked.output])];
  return {
    model: makeModel(
      {
        name: model.graph?.name ?? "",
        input: [makeValueInfo(walked.input, ["batch", inputValue.channels, "height", "width"])],
        output: [makeValueInfo(walked.output, ["batch", outputValue.channels, "rows", "columns"])],
        node: nodes,
        initializer: [...walked.initializers.values()],
      },
      // Before IR version 4 constants had to be listed as inputs too.
      { irVersion: model.irVersion > 4n ? model.irVersion : 4n, opset: walked.opset },
    ),
    window,
    classes: outputValue.channels,
    vertical: outputValue.vertical,
    horizontal: outputValue.horizontal,
    layers: walked.layers,
  };
}
