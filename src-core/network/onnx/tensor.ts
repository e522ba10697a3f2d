/** @file Constant tensors: their values as numbers, and numbers as tensors. */
import { create } from "@bufbuild/protobuf";
import { Float16Array } from "@petamoriken/float16";
import { InvalidModel } from "./errors.ts";
import {
  TensorProto_DataLocation as DataLocation,
  TensorProto_DataType as DataType,
  TensorProtoSchema,
} from "../schema/onnx_pb.ts";
import type { TensorProto } from "../schema/onnx_pb.ts";
import { toldName } from "../../told.ts";

/** Types of elements that the walk can compute with. Others are carried along, or refused where their values matter. */
export const elementTypes = {
  float32: DataType.FLOAT as number,
  float16: DataType.FLOAT16 as number,
  float64: DataType.DOUBLE as number,
  int64: DataType.INT64 as number,
  int32: DataType.INT32 as number,
  uint8: DataType.UINT8 as number,
  int8: DataType.INT8 as number,
  bool: DataType.BOOL as number,
} as const;

const byteWidths: Readonly<Record<number, number>> = {
  [elementTypes.float64]: 8,
  [elementTypes.int64]: 8,
  [elementTypes.float32]: 4,
  [elementTypes.int32]: 4,
  [elementTypes.float16]: 2,
  [elementTypes.uint8]: 1,
  [elementTypes.int8]: 1,
  [elementTypes.bool]: 1,
};

/** Whether its elements are of a type that numbers can hold; of others nobody knows how many there really are. */
export const isRead = ({ dataType }: TensorProto): boolean => byteWidths[dataType] !== undefined;

/** Bytes of a tensor's values as they are stored raw; undefined for types that are not read. */
export function bytesOfTensor({ dataType, dims }: TensorProto): number | undefined {
  const width = byteWidths[dataType];
  return width === undefined ? undefined : width * sizeOf(dims.map(Number));
}

/** What a type of elements is called, for messages. */
export const typeName = (type: number): string =>
  type === elementTypes.float32 ? "float32" : (DataType[type]?.toLowerCase() ?? `type ${type}`);

export const dimensions = (tensor: TensorProto): number[] => tensor.dims.map(Number);

/** Number of elements of a shape; 1 for a scalar. */
export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);

// Not slice(): on a Node Buffer, which the bytes of a file are, that is a view at any offset.
const copy = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

const bytesOf = (values: ArrayBufferView): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

function checkFilled(name: string, shape: readonly number[], count: number): void {
  if (sizeOf(shape) !== count)
    throw new RangeError(
      `${toldName(name)}: ${count} values for shape ${shape.join("×")} = ${sizeOf(shape)}`,
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

/**
 * Values of a tensor of any type that numbers can hold.
 * @throws InvalidModel for other types, for external data, and when the values do not fill the shape
 */
export function numbersOf(tensor: TensorProto): ArrayLike<number> {
  checkedSize(tensor);
  return tensor.rawData.length > 0 ? rawNumbers(tensor) : typedNumbers(tensor);
}

/** Values of a float tensor as float32. @throws InvalidModel for integers and external data */
export function floatsOf(tensor: TensorProto): Float32Array {
  const { float32, float16, float64 } = elementTypes;
  if (![float32, float16, float64].includes(tensor.dataType))
    throw new InvalidModel(
      `${toldName(tensor.name)}: holds ${typeName(tensor.dataType)}, floats are needed`,
    );
  const values = numbersOf(tensor);
  return values instanceof Float32Array ? values : Float32Array.from(values);
}

/** Values of an int64 tensor (shapes, axes). @throws InvalidModel for other types */
export function integersOf(tensor: TensorProto): number[] {
  const { int64, int32 } = elementTypes;
  if (tensor.dataType !== int64 && tensor.dataType !== int32)
    throw new InvalidModel(
      `${toldName(tensor.name)}: holds ${typeName(tensor.dataType)}, int64 is needed`,
    );
  return Array.from(numbersOf(tensor));
}

/**
 * Number of elements, before any of them is looked at: a few bytes can claim gigabytes.
 * @throws InvalidModel when its values lie in another file, or are not as many as its shape says
 */
export function checkedSize(tensor: TensorProto): number {
  if (tensor.dataLocation === DataLocation.EXTERNAL)
    throw new InvalidModel(
      `${toldName(tensor.name)}: its values lie in another file, which was not read`,
    );
  const shape = dimensions(tensor);
  const size = sizeOf(shape);
  if (shape.some((length) => length < 0) || !Number.isSafeInteger(size))
    throw new InvalidModel(`${toldName(tensor.name)}: shape ${shape.join("×")} is impossible`);
  const stored = storedCount(tensor);
  if (stored !== undefined && stored !== size)
    throw new InvalidModel(`${toldName(tensor.name)}: ${stored} values stored, ${size} declared`);
  return size;
}

/** Undefined for types that are carried along without being read. */
function storedCount(tensor: TensorProto): number | undefined {
  const { dataType, rawData, floatData, doubleData, int64Data, int32Data } = tensor;
  const width = byteWidths[dataType];
  if (width === undefined) return undefined;
  if (rawData.length > 0) return rawData.length / width;
  const { float32, float64, int64 } = elementTypes;
  const lists = { [float32]: floatData, [float64]: doubleData, [int64]: int64Data };
  return (lists[dataType] ?? int32Data).length;
}

function rawNumbers({ name, dataType, rawData }: TensorProto): ArrayLike<number> {
  const { float32, float16, float64, int64, int32, uint8, int8, bool } = elementTypes;
  switch (dataType) {
    case float32:
      return new Float32Array(copy(rawData));
    case float16:
      return Float32Array.from(new Float16Array(copy(rawData)));
    case float64:
      return new Float64Array(copy(rawData));
    case int64:
      return wholeNumbers(new BigInt64Array(copy(rawData)));
    case int32:
      return new Int32Array(copy(rawData));
    case int8:
      return new Int8Array(copy(rawData));
    case uint8:
    case bool:
      return new Uint8Array(rawData);
    default:
      throw new InvalidModel(
        `${toldName(name)}: holds ${typeName(dataType)}, which is not supported`,
      );
  }
}

/** Values in the protobuf's typed lists, as older exporters write them. */
function typedNumbers(tensor: TensorProto): ArrayLike<number> {
  const { float32, float16, float64, int64, int32, uint8, int8, bool } = elementTypes;
  switch (tensor.dataType) {
    case float32:
      return Float32Array.from(tensor.floatData);
    case float16:
      return Float32Array.from(new Float16Array(Uint16Array.from(tensor.int32Data).buffer));
    case float64:
      return tensor.doubleData;
    case int64:
      return tensor.int64Data.map(Number);
    case int32:
    case int8:
    case uint8:
    case bool:
      return tensor.int32Data;
    default:
      throw new InvalidModel(
        `${toldName(tensor.name)}: holds ${typeName(tensor.dataType)}, which is not supported`,
      );
  }
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
      throw new InvalidModel(`${toldName(name)}: holds ${typeName(type)}, which is not supported`);
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
  checkFilled(name, shape, sizeOf(dimensions(tensor)));
  const dims = shape.map((length) => BigInt(length));
  return Object.assign(create(TensorProtoSchema), tensor, { name, dims });
}

/** Without an array in between: there may be millions. */
function wholeNumbers(wide: BigInt64Array): Float64Array {
  const numbers = new Float64Array(wide.length);
  for (let index = 0; index < wide.length; index++) numbers[index] = Number(wide[index]);
  return numbers;
}

function wideIntegers(values: ArrayLike<number>): BigInt64Array {
  const wide = new BigInt64Array(values.length);
  for (let index = 0; index < values.length; index++)
    wide[index] = BigInt(safeInteger(values[index] ?? NaN));
  return wide;
}

/** "As far as it goes" is written as the largest int64, which no number holds exactly. */
function safeInteger(value: number): number {
  if (!Number.isInteger(value)) throw new InvalidModel(`${value} is no whole number`);
  return Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}
