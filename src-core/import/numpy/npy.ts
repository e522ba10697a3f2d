/** @file `.npy` files that hold one pickled dict of dicts of float32 arrays. Source: NumPy Enhancement Proposal 1. */
import type { Param } from "../../messages/template.ts";
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../../network/onnx/errors.ts";
import { permute } from "../permute.ts";
import { ByteCursor, latin1 } from "./byte-cursor.ts";
import type { Pickled } from "./pickled.ts";
import { Dictionary, PickledArray, Sequence } from "./pickled.ts";
import { unpickle } from "./unpickle.ts";

const magic = "\x93NUMPY";

/**
 * Layer → name → array, as `numpy.save` writes a dict.
 * @throws InvalidModel for any other file, for a pickle that would run code, and where the file ends early
 */
export function readDictOfArrays(bytes: Uint8Array): Map<string, Map<string, PickledArray>> {
  const [dict] = objects(unpickle(bytes.subarray(pickleStart(bytes))));
  const layers = new Map<string, Map<string, PickledArray>>();
  for (const [layer, parts] of entries(dict, said("mtcnn.the-file"))) {
    const arrays = new Map<string, PickledArray>();
    for (const [name, array] of entries(parts, layer)) {
      if (!(array instanceof PickledArray))
        throw new InvalidModel(said("mtcnn.no-array", { layer, name }));
      arrays.set(name, array);
    }
    layers.set(layer, arrays);
  }
  return layers;
}

/** Checks the header. */
function pickleStart(bytes: Uint8Array): number {
  const cursor = new ByteCursor(bytes);
  if (bytes.length < magic.length || latin1(cursor.take(magic.length)) !== magic)
    throw new InvalidModel(said("mtcnn.npy-file-bytes", { bytes: bytes.length }));
  const major = cursor.byte();
  cursor.byte();
  const header = latin1(cursor.take(major === 1 ? cursor.uint16() : cursor.uint32()));
  const type = /'descr': '([^']*)'/.exec(header)?.[1];
  if (type !== "|O")
    throw new InvalidModel(
      said("mtcnn.npy-file-holds-pickled", { type: type ?? said("mtcnn.unknown-type") }),
    );
  return cursor.position;
}

/** `numpy.save` wraps the dict into an array of objects without axes. */
const objects = (value: Pickled): readonly Pickled[] =>
  value instanceof PickledArray && value.data instanceof Sequence ? value.data.items : [];

function entries(value: Pickled | undefined, what: Param): ReadonlyMap<string, Pickled> {
  if (!(value instanceof Dictionary)) throw new InvalidModel(said("mtcnn.holds-no-dict", { what }));
  return value.entries;
}

/**
 * Values of a float32 array in row-major order.
 * @throws InvalidModel for other types, and where the bytes do not fill the shape
 */
export function floats({ shape, type, columnMajor, data }: PickledArray): Float32Array {
  if (type.code !== "f4" || type.order === ">" || !(data instanceof Uint8Array))
    throw new InvalidModel(
      said("mtcnn.array-holds-float32-f4", { order: type.order, code: type.code }),
    );
  const size = shape.reduce((product, length) => product * length, 1);
  if (size * 4 !== data.length)
    throw new InvalidModel(
      said("mtcnn.array-shape-needs-bytes", {
        shape: shape.join("×"),
        size: size * 4,
        data: data.length,
      }),
    );
  const values = new Float32Array(new Uint8Array(data).buffer);
  if (!columnMajor) return values;
  const axes = shape.map((_, axis) => axis);
  return permute(values, shape.toReversed(), axes.toReversed());
}
