/** @file The image input of a network: which of its axes is which. */
import type { Param } from "../../messages/template.ts";
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../onnx/errors.ts";
import type { ModelProto, NodeProto } from "../onnx/model.ts";
import { elementTypeOf, shapeOf } from "../onnx/value-info.ts";
import { intsAttribute } from "../onnx/node.ts";
import { dimensions } from "../onnx/tensor.ts";
import { elementTypes, typeName } from "../onnx/element-types.ts";
import { printableName } from "../../printable.ts";

/** `NHW` has no axis for its one channel; `flat` is N×(height·width), a grey image row by row. */
export type InputLayout = "NCHW" | "NHWC" | "NHW" | "flat";

export interface ImageInput {
  readonly name: string;
  readonly layout: InputLayout;
  readonly channels: number;
  /** Lengths that the file declares; null where it leaves them open. */
  readonly batch: number | null;
  readonly height: number | null;
  readonly width: number | null;
  /** Type of its elements, as ONNX numbers them. */
  readonly type: number;
}

/** Longest side of a window: far above any classifier's, and far below what would be absurd. */
export const longestSide = 16_384;

/** @throws InvalidModel where there is not one image input of known channels */
export function imageInput(model: ModelProto): ImageInput {
  const constants = new Set(model.graph?.initializer.map(({ name }) => name));
  const inputs = (model.graph?.input ?? []).filter(({ name }) => !constants.has(name));
  const [image] = inputs;
  if (!image || inputs.length > 1) {
    const names = inputs.slice(0, 6).map((input) =>
      said("network.named-input", {
        name: printableName(input.name),
        shape: shapeText(shapeOf(input)),
      }),
    );
    throw new InvalidModel(
      said("network.inputs", {
        inputs: inputs.length,
        names: names.length > 0 ? said("network.named-inputs", { names }) : "",
      }),
    );
  }
  const kind = image.type?.value.case;
  if (kind !== "tensorType" && kind !== undefined)
    throw new InvalidModel(
      said("network.input-kind", {
        name: printableName(image.name),
        kind: said(`network.${kinds[kind]}`),
      }),
    );
  const shape = shapeOf(image);
  const type = elementTypeOf(image);
  checkType(image.name, type);
  const bad = shape.find((length, axis) => length !== null && !fits(length, axis));
  if (bad !== undefined)
    throw new InvalidModel(
      said("network.input-shape-no-length", {
        name: printableName(image.name),
        shape: shapeText(shape),
        bad: String(bad),
        longestSide,
      }),
    );
  return { name: image.name, type, ...arrangement(model, image.name, shape) };
}

const kinds = {
  sequenceType: "sequence",
  mapType: "map",
  optionalType: "optional",
  sparseTensorType: "sparse",
  opaqueType: "opaque",
} as const;

const fits = (length: number, axis: number): boolean =>
  length >= 1 && (axis === 0 || length <= longestSide ** 2);

const shapeText = (shape: readonly (number | null)[]): Param =>
  shape.length === 0
    ? said("network.unknown-shape")
    : shape.map((length) => length ?? "?").join("×");

const integerTypes: readonly number[] = [
  elementTypes.uint8,
  elementTypes.int32,
  elementTypes.int64,
];

/** Whether elements of this type are whole numbers. */
export const isIntegerType = (type: number): boolean => integerTypes.includes(type);

function checkType(name: string, type: number): void {
  const { float32, float16 } = elementTypes;
  if (![float32, float16, ...integerTypes].includes(type))
    throw new InvalidModel(
      said("network.input-holds-float32-float16", {
        name: printableName(name),
        type: typeName(type),
      }),
    );
}

function arrangement(
  model: ModelProto,
  name: string,
  shape: readonly (number | null)[],
): Omit<ImageInput, "name" | "type"> {
  const [batch = null, second = null, third = null, fourth = null] = shape;
  switch (shape.length) {
    case 2:
      return { layout: "flat", channels: 1, batch, height: null, width: null };
    case 3:
      if (batch === 3)
        throw new InvalidModel(
          said("network.input-shape-no-batch", {
            name: printableName(name),
            shape: shapeText(shape),
          }),
        );
      return { layout: "NHW", channels: 1, batch, height: second, width: third };
    case 4:
      break;
    default:
      throw new InvalidModel(
        said("network.input-shape-axes-needed", {
          name: printableName(name),
          shape: shapeText(shape),
          shape2: shape.length,
        }),
      );
  }
  const last = channelsLast(model, name, second, fourth);
  const channels = (last ? fourth : second) ?? channelsRead(model, name);
  if (channels === null)
    throw new InvalidModel(
      said("network.input-shape-does-say", { name: printableName(name), shape: shapeText(shape) }),
    );
  return last
    ? { layout: "NHWC", channels, batch, height: second, width: third }
    : { layout: "NCHW", channels, batch, height: third, width: fourth };
}

/** What the first operator says that cares; where none does, the lengths. */
function channelsLast(
  model: ModelProto,
  name: string,
  second: number | null,
  fourth: number | null,
): boolean {
  const consumer = firstLayoutAware(model, name);
  if (consumer?.opType === "Transpose") {
    // Channels are brought to the second axis, or taken from there to the last one; rows and columns may change places.
    const perm = intsAttribute(consumer, "perm", []);
    if (perm[1] === 3) return true;
    if (perm[1] === 1 || perm[3] === 1) return false;
  } else if (consumer) return false;
  const likely = (length: number | null): boolean => length === 1 || length === 3;
  return likely(fourth) && !likely(second);
}

const layoutNeutral = new Set([
  ...["Cast", "Mul", "Add", "Sub", "Div", "Identity", "Pad"],
  ...["QuantizeLinear", "DequantizeLinear"],
]);
const layoutAware = new Set(["Transpose", "Conv", "BatchNormalization", "MaxPool", "AveragePool"]);

function firstLayoutAware(model: ModelProto, name: string): NodeProto | undefined {
  const names = new Set([name]);
  for (const node of model.graph?.node ?? []) {
    if (!node.input.some((input) => names.has(input))) continue;
    if (layoutAware.has(node.opType)) return node;
    if (layoutNeutral.has(node.opType)) for (const output of node.output) names.add(output);
  }
  return undefined;
}

/** Channels that the first convolution reads, for files that leave all lengths open. */
function channelsRead(model: ModelProto, name: string): number | null {
  const consumer = firstLayoutAware(model, name);
  if (consumer?.opType !== "Conv") return null;
  const kernel = model.graph?.initializer.find((tensor) => tensor.name === consumer.input[1]);
  return kernel ? (dimensions(kernel)[1] ?? null) : null;
}
