/** @file `.npy` files that hold one pickled dict of dicts of float32 arrays. Source: NumPy Enhancement Proposal 1. */
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
  for (const [layer, parts] of entries(dict, "the file")) {
    const arrays = new Map<string, PickledArray>();
    for (const [name, array] of entries(parts, layer)) {
      if (!(array instanceof PickledArray)) throw new InvalidModel(`${layer}/${name} is no array`);
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
    throw new InvalidModel(`not a .npy file (${bytes.length} bytes)`);
  const major = cursor.byte();
  cursor.byte();
  const header = latin1(cursor.take(major === 1 ? cursor.uint16() : cursor.uint32()));
  const type = /'descr': '([^']*)'/.exec(header)?.[1];
  if (type !== "|O")
    throw new InvalidModel(
      `the .npy file holds ${type ?? "an unknown type"}, a pickled dict (|O) is needed`,
    );
  return cursor.position;
}

/** `numpy.save` wraps the dict into an array of objects without axes. */
const objects = (value: Pickled): readonly Pickled[] =>
  value instanceof PickledArray && value.data instanceof Sequence ? value.data.items : [];

function entries(value: Pickled | undefined, what: string): ReadonlyMap<string, Pickled> {
  if (!(value instanceof Dictionary)) throw new InvalidModel(`${what} holds no dict`);
  return value.entries;
}

/**
 * Values of a float32 array in row-major order.
 * @throws InvalidModel for other types, and where the bytes do not fill the shape
 */
export function floats({ shape, type, columnMajor, data }: PickledArray): Float32Array {
  if (type.code !== "f4" || type.order === ">" || !(data instanceof Uint8Array))
    throw new InvalidModel(`an array holds ${type.order}${type.code}, float32 (<f4) is needed`);
  const size = shape.reduce((product, length) => product * length, 1);
  if (size * 4 !== data.length)
    throw new InvalidModel(
      `an array of shape ${shape.join("×")} needs ${size * 4} bytes, ${data.length} are stored`,
    );
  const values = new Float32Array(new Uint8Array(data).buffer);
  if (!columnMajor) return values;
  const axes = shape.map((_, axis) => axis);
  return permute(values, shape.toReversed(), axes.toReversed());
}
