/** @file The values of constant tensors as numbers. */
import { said } from "../../messages/said.ts";
import { Float16Array } from "@petamoriken/float16";
import { InvalidModel } from "./errors.ts";
import type { TensorProto } from "../schema/onnx_pb.ts";
import { TensorProto_DataLocation as DataLocation } from "../schema/onnx_pb.ts";
import { printableName } from "../../printable.ts";
import { elementTypes, byteWidths, typeName } from "./element-types.ts";
import { dimensions, elementCount } from "./tensor.ts";

// Not slice(): on a Node Buffer, which the bytes of a file are, that is a view at any offset.
const copy = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

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
      said("network.holds-floats-needed", {
        name: printableName(tensor.name),
        dataType: typeName(tensor.dataType),
      }),
    );
  const values = numbersOf(tensor);
  return values instanceof Float32Array ? values : Float32Array.from(values);
}

/** Values of an int64 tensor (shapes, axes). @throws InvalidModel for other types */
export function integersOf(tensor: TensorProto): number[] {
  const { int64, int32 } = elementTypes;
  if (tensor.dataType !== int64 && tensor.dataType !== int32)
    throw new InvalidModel(
      said("network.holds-int64-needed", {
        name: printableName(tensor.name),
        dataType: typeName(tensor.dataType),
      }),
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
      said("network.values-lie-another-file", { name: printableName(tensor.name) }),
    );
  const shape = dimensions(tensor);
  const size = elementCount(shape);
  if (shape.some((length) => length < 0) || !Number.isSafeInteger(size))
    throw new InvalidModel(
      said("network.shape-impossible", {
        name: printableName(tensor.name),
        shape: shape.join("×"),
      }),
    );
  const stored = storedCount(tensor);
  if (stored !== undefined && stored !== size)
    throw new InvalidModel(
      said("network.values-stored-declared", { name: printableName(tensor.name), stored, size }),
    );
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
        said("network.holds-which-supported", {
          name: printableName(name),
          dataType: typeName(dataType),
        }),
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
        said("network.holds-which-supported", {
          name: printableName(tensor.name),
          dataType: typeName(tensor.dataType),
        }),
      );
  }
}

/** Without an array in between: there may be millions. */
function wholeNumbers(wide: BigInt64Array): Float64Array {
  const numbers = new Float64Array(wide.length);
  for (let index = 0; index < wide.length; index++) numbers[index] = Number(wide[index]);
  return numbers;
}
