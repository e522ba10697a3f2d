/** @file Constant tensors: their values as numbers, and numbers as tensors. */
import { said } from "../../messages/said.ts";
import { create } from "@bufbuild/protobuf";
import { Float16Array } from "@petamoriken/float16";
import { InvalidModel } from "./errors.ts";
import type { TensorProto } from "../schema/onnx_pb.ts";
import { TensorProtoSchema } from "../schema/onnx_pb.ts";
import { printableName } from "../../printable.ts";
import { elementTypes, byteWidths, typeName } from "./element-types.ts";

/** Whether its elements are of a type that numbers can hold; of others nobody knows how many there really are. */
export const isNumeric = ({ dataType }: TensorProto): boolean => byteWidths[dataType] !== undefined;

/** Bytes of a tensor's values as they are stored raw; undefined for types that are not read. */
export function bytesOfTensor({ dataType, dims }: TensorProto): number | undefined {
  const width = byteWidths[dataType];
  return width === undefined ? undefined : width * elementCount(dims.map(Number));
}

export const dimensions = (tensor: TensorProto): number[] => tensor.dims.map(Number);

/** Number of elements of a shape; 1 for a scalar. */
export const elementCount = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);

const bytesOf = (values: ArrayBufferView): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

function checkFilled(name: string, shape: readonly number[], count: number): void {
  if (elementCount(shape) !== count)
    throw new RangeError(
      `${printableName(name)}: ${count} values for shape ${shape.join("×")} = ${elementCount(shape)}`,
    );
}

const rawTensor = (
  name: string,
  shape: readonly number[],
  dataType: number,
  rawData: Uint8Array,
): TensorProto =>
  create(TensorProtoSchema, {
    name,
    dims: shape.map((length) => BigInt(length)),
    dataType,
    rawData,
  });

/** The same tensor under another name. A plain copy would lose the defaults, which lie on the message's prototype. */
export const renamed = (tensor: TensorProto, name: string): TensorProto =>
  Object.assign(create(TensorProtoSchema), tensor, { name });

/** A float32 tensor, which holds on to `values`. @throws RangeError when the values do not fill the shape */
export function floatTensor(
  name: string,
  shape: readonly number[],
  values: Float32Array,
): TensorProto {
  checkFilled(name, shape, values.length);
  return rawTensor(name, shape, elementTypes.float32, bytesOf(values));
}

/** The same in half precision. @throws RangeError when the values do not fill the shape */
export function halfTensor(
  name: string,
  shape: readonly number[],
  values: Iterable<number>,
): TensorProto {
  const halves = Float16Array.from(values);
  checkFilled(name, shape, halves.length);
  return rawTensor(name, shape, elementTypes.float16, bytesOf(halves));
}

/** An int64 tensor (shapes, axes, indices). @throws RangeError when the values do not fill the shape */
export function integerTensor(
  name: string,
  shape: readonly number[],
  values: readonly number[],
): TensorProto {
  checkFilled(name, shape, values.length);
  const wide = BigInt64Array.from(values, (value) => BigInt(value));
  return rawTensor(name, shape, elementTypes.int64, bytesOf(wide));
}

/** An int8 or uint8 tensor, as quantised weights are. @throws RangeError when the values do not fill the shape */
export function byteTensor(
  name: string,
  shape: readonly number[],
  values: Int8Array | Uint8Array,
): TensorProto {
  checkFilled(name, shape, values.length);
  const type = values instanceof Int8Array ? elementTypes.int8 : elementTypes.uint8;
  return rawTensor(name, shape, type, bytesOf(values));
}

/** A tensor of any type that `numbersOf` reads. @throws InvalidModel for other types, RangeError for a wrong shape */
export function tensorOf(
  type: number,
  name: string,
  shape: readonly number[],
  values: ArrayLike<number>,
): TensorProto {
  const { float32, float16, float64, int64, int32, uint8, int8, bool } = elementTypes;
  checkFilled(name, shape, values.length);
  switch (type) {
    case float32:
      return rawTensor(name, shape, type, bytesOf(asFloats(values)));
    case float16:
      return rawTensor(name, shape, type, bytesOf(Float16Array.from(values)));
    case float64:
      return rawTensor(name, shape, type, bytesOf(Float64Array.from(values)));
    case int64:
      return rawTensor(name, shape, type, bytesOf(wideIntegers(values)));
    case int32:
      return rawTensor(name, shape, type, bytesOf(Int32Array.from(values)));
    case int8:
      return rawTensor(name, shape, type, bytesOf(Int8Array.from(values)));
    case uint8:
    case bool:
      return rawTensor(name, shape, type, bytesOf(Uint8Array.from(values)));
    default:
      throw new InvalidModel(
        said("network.holds-type-unsupported", { name: printableName(name), type: typeName(type) }),
      );
  }
}

const asFloats = (values: ArrayLike<number>): Float32Array =>
  values instanceof Float32Array ? values : Float32Array.from(values);

/** The same values in the same order, of another name and shape. Nothing is copied: weights may be hundreds of megabytes. */
export function reshapedTensor(
  tensor: TensorProto,
  name: string,
  shape: readonly number[],
): TensorProto {
  checkFilled(name, shape, elementCount(dimensions(tensor)));
  const dims = shape.map((length) => BigInt(length));
  return Object.assign(create(TensorProtoSchema), tensor, { name, dims });
}

function wideIntegers(values: ArrayLike<number>): BigInt64Array {
  const wide = new BigInt64Array(values.length);
  for (let index = 0; index < values.length; index++)
    wide[index] = BigInt(safeInteger(values[index] ?? NaN));
  return wide;
}

/** "As far as it goes" is written as the largest int64, which no number holds exactly. */
function safeInteger(value: number): number {
  if (!Number.isInteger(value)) throw new InvalidModel(said("network.no-whole-number", { value }));
  return Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}
