/** @file One walk over the graph in topological order: shapes, geometry, cost and the rewritten nodes. */
import type { WalkState } from "./context.ts";
import { Context } from "./context.ts";
import { InvalidModel, UnsupportedOperator } from "./errors.ts";
import { pixel } from "./geometry.ts";
import type { ModelProto } from "./onnx.ts";
import { opset, shapeOf, tensorAttribute } from "./onnx.ts";
import { rules } from "./operators/index.ts";
import type { Value } from "./value.ts";

export interface Walk extends WalkState {
  /** Names of the image input and of the first output. */
  readonly input: string;
  readonly output: string;
  readonly inputValue: Value;
  readonly outputValue: Value;
}

/** Lengths of the image input that the file declares; null where it leaves them open. */
export function declaredInput(model: ModelProto): {
  name: string;
  channels: number | null;
  height: number | null;
  width: number | null;
} {
  const constants = new Set(model.graph?.initializer.map(({ name }) => name));
  const inputs = (model.graph?.input ?? []).filter(({ name }) => !constants.has(name));
  const [image] = inputs;
  if (!image || inputs.length > 1)
    throw new InvalidModel(`the network has ${inputs.length} inputs, one image is needed`);
  const shape = shapeOf(image);
  if (shape.length !== 4)
    throw new InvalidModel(
      `input ${image.name} has ${shape.length} axes, N×C×H×W is needed: is it an image?`,
    );
  const [, channels = null, height = null, width = null] = shape;
  return { name: image.name, channels, height, width };
}

/**
 * Walks the network for an input of `size` pixels.
 * @throws InvalidModel when the graph has not one image input of known channels
 * @throws UnsupportedOperator at the first node that the surgery cannot follow
 */
export function walk(model: ModelProto, size: { width: number; height: number }): Walk {
  const { name: input, channels } = declaredInput(model);
  if (channels === null)
    throw new InvalidModel(`input ${input} does not say how many channels it has`);
  const inputValue: Value = {
    form: "spatial",
    channels,
    height: size.height,
    width: size.width,
    vertical: pixel,
    horizontal: pixel,
  };
  const state: WalkState = {
    opset: opset(model),
    constants: new Map(model.graph?.initializer.map((tensor) => [tensor.name, tensor])),
    values: new Map([[input, inputValue]]),
    names: new Map(),
    nodes: [],
    initializers: new Map(),
    layers: [],
  };
  for (const node of model.graph?.node ?? []) {
    const context = new Context(node, state);
    const value = node.opType === "Constant" ? tensorAttribute(node, "value") : undefined;
    if (value) {
      state.constants.set(context.output, { ...value, name: context.output });
      continue;
    }
    const rule = rules.get(node.opType);
    if (!rule) context.refuse("no rule says what it means on a whole image");
    else rule(context);
  }
  const output = model.graph?.output[0]?.name ?? "";
  const outputValue = state.values.get(output);
  if (!outputValue)
    throw new UnsupportedOperator(`output "${output}" is not computed from the image`);
  return { ...state, input, output, inputValue, outputValue };
}
