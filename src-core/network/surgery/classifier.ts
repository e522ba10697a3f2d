/** @file The classifier as it was trained, so that it can be run on many windows at once. */
import type { ImageInput } from "../graph/image-input.ts";
import { shapeOfLayout } from "../geometry/layout.ts";
import type { ModelProto, NodeProto, TensorProto } from "../onnx/model.ts";
import { makeValueInfo } from "../onnx/value-info.ts";
import { inputsOf } from "../onnx/node.ts";
import { rowsOf } from "./score-rows.ts";
import { integerTensor } from "../onnx/tensor.ts";
import type { Walk } from "./walk.ts";

export interface Classifier {
  readonly model: ModelProto;
  readonly input: ImageInput;
  /** Operator that makes the scores (`Softmax`, `Gemm`, …), seen through those that only rearrange them. */
  readonly last: string;
}

/**
 * The same nodes, without those that the wanted output does not need, and each output as N×classes, whatever axes the file
 * gives it. Where the file fixes its batch or another window, the input is opened, and a Reshape that writes the batch as 1
 * copies it instead.
 */
export function openClassifier(model: ModelProto, walked: Walk): Classifier {
  const { image, outputs, needed, window } = walked;
  const last = lastOperator(needed, outputs[0]?.name ?? "");
  const { graph } = model;
  if (!graph) return { model, input: image, last };
  const asDeclared =
    (image.height === null || image.height === window.height) &&
    (image.width === null || image.width === window.width);
  const opened = needed.map((node): Opened =>
    image.batch === null ? { node } : openReshape(node, walked),
  );
  const rows = outputs.map((output) => rowsOf(output, walked.usedNames));
  const nodes = [...opened.map(({ node }) => node), ...rows.flatMap(({ nodes: own }) => own)];
  const used = new Set(nodes.flatMap(inputsOf));
  const names = new Set(graph.initializer.map(({ name }) => name));
  return {
    last,
    input: image,
    model: {
      ...model,
      graph: {
        ...graph,
        input: [
          makeValueInfo(image.name, shapeOn(image, asDeclared ? window : undefined), image.type),
          ...graph.input.filter(({ name }) => names.has(name) && used.has(name)),
        ],
        output: outputs.map(({ value }, index) =>
          makeValueInfo(rows[index]?.name ?? "", ["batch", value.channels], value.type),
        ),
        node: nodes,
        initializer: [
          ...graph.initializer.filter(({ name }) => used.has(name)),
          ...opened.flatMap(({ shape }) => (shape ? [shape] : [])),
          ...rows.flatMap(({ shapes }) => shapes),
        ],
        // Lengths that were inferred for the declared batch and window would contradict others.
        valueInfo: [],
      },
    },
  };
}

function shapeOn(
  { layout, channels, height, width }: ImageInput,
  window: { width: number; height: number } | undefined,
): (string | number)[] {
  if (layout === "flat") return ["batch", window ? window.width * window.height : "pixels"];
  const lengths = { N: "batch", C: channels, H: height ?? "height", W: width ?? "width" };
  const open = { ...lengths, H: "height", W: "width" };
  const chosen = window ? lengths : open;
  return Array.from(layout, (letter) => chosen[letter as keyof typeof lengths]);
}

interface Opened {
  readonly node: NodeProto;
  /** A constant that the node needs. */
  readonly shape?: TensorProto;
}

/** A Reshape to a constant shape for a batch of one: the axis that holds the batch is left to be worked out. */
function openReshape(node: NodeProto, { values, constants, usedNames }: Walk): Opened {
  const [source = "", target = ""] = node.input;
  const result = values.get(node.output[0] ?? "");
  if (node.opType !== "Reshape" || !values.has(source) || !constants.has(target) || !result)
    return { node };
  const { layout } = result;
  const batch = layout.findIndex((axis) => axis.some(({ letter }) => letter === "N"));
  if (batch < 0) return { node };
  const lengths = shapeOfLayout(layout).map((length, axis) => (axis === batch ? -1 : length));
  let name = `${node.output[0] ?? ""}.shape`;
  while (usedNames.has(name)) name += "_";
  const shape = integerTensor(name, [lengths.length], lengths);
  return { node: { ...node, input: [source, name, ...node.input.slice(2)] }, shape };
}

const rearranging = new Set([
  ...["Identity", "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Transpose", "Cast", "Dropout"],
  ...["DequantizeLinear", "QuantizeLinear"],
]);

function lastOperator(nodes: readonly NodeProto[], output: string): string {
  const makers = new Map(nodes.flatMap((node) => node.output.map((name) => [name, node] as const)));
  let node = makers.get(output);
  while (node && rearranging.has(node.opType)) {
    const source = makers.get(node.input[0] ?? "");
    if (!source) break;
    node = source;
  }
  return node?.opType ?? "";
}
