/** @file Pickles as Python 2's `numpy.save` wrote a dict of dicts of float32 arrays (protocol 2). */

export interface FloatArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
  /** The values run along the first axis first. */
  readonly columnMajor?: boolean;
}

type Bytes = readonly number[];
const ascii = (text: string): Bytes => Array.from(text, (c) => c.charCodeAt(0));
const int32 = (value: number): Bytes => [...new Uint8Array(Int32Array.of(value).buffer)];
const name = (module: string, what: string): Bytes => [0x63, ...ascii(`${module}\n${what}\n`)];
const short = (text: string): Bytes => [0x55, text.length, ...ascii(text)];
const integer = (value: number): Bytes => [0x4a, ...int32(value)];
const tuple = (...items: readonly Bytes[]): Bytes => [0x28, ...items.flat(), 0x74];
const none = [0x4e];
const call = (what: Bytes, given: Bytes): Bytes => [...what, ...given, 0x52];

const dtype = (code: string, order: string): Bytes => [
  ...call(name("numpy", "dtype"), tuple(short(code), integer(0), integer(1))),
  ...tuple(integer(3), short(order), none, none, none, integer(-1), integer(-1), integer(0)),
  0x62,
];

const ndarray = (shape: Bytes, type: Bytes, columnMajor: boolean, data: Bytes): Bytes => [
  ...call(
    name("numpy.core.multiarray", "_reconstruct"),
    tuple(name("numpy", "ndarray"), tuple(integer(0)), short("b")),
  ),
  ...tuple(integer(1), shape, type, [columnMajor ? 0x88 : 0x89], data),
  0x62,
];

function floatArray({ shape, values, columnMajor = false }: FloatArray): Bytes {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const data = [0x54, ...int32(bytes.length), ...bytes];
  return ndarray(tuple(...shape.map(integer)), dtype("f4", "<"), columnMajor, data);
}

const dict = (entries: readonly (readonly [string, Bytes])[]): Bytes => [
  ...[0x7d, 0x28],
  ...entries.flatMap(([key, value]) => [...short(key), ...value]),
  0x75,
];

/** A pickle behind the header of a `.npy` file of objects. */
export function npyOfObjects(pickle: Bytes): Uint8Array {
  const header = "{'descr': '|O', 'fortran_order': False, 'shape': (), }               \n";
  return Uint8Array.from([
    0x93,
    ...ascii("NUMPY"),
    1,
    0,
    header.length,
    0,
    ...ascii(header),
    ...pickle,
  ]);
}

export type Layers = Readonly<Record<string, Readonly<Record<string, FloatArray>>>>;

export function npyOfLayers(layers: Layers): Uint8Array {
  const parts = Object.entries(layers).map(([layer, arrays]): [string, Bytes] => {
    const entries = Object.entries(arrays).map(([part, array]): [string, Bytes] => [
      part,
      floatArray(array),
    ]);
    return [layer, dict(entries)];
  });
  const list = [0x5d, ...dict(parts), 0x61];
  return npyOfObjects([0x80, 2, ...ndarray(tuple(), dtype("O8", "|"), false, list), 0x2e]);
}
