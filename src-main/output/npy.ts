/** @file Arrays as NumPy's NPY, version 1.0. Source: NumPy Enhancement Proposal 1. */

/** A float32 array in row-major order. @throws RangeError when the values do not fill the shape */
export function npy(values: Float32Array, shape: readonly number[]): Uint8Array {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== values.length)
    throw new RangeError(`${values.length} values for shape ${shape.join("×")} = ${size}`);
  const tuple = shape.length === 1 ? `${shape[0] ?? 0},` : shape.join(", ");
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${tuple}), }`;
  const preamble = 10; // magic, version, and the header's length
  const padded = Math.ceil((preamble + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(padded + 4 * values.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0]);
  view.setUint16(8, padded - preamble, true);
  const header = `${text.padEnd(padded - preamble - 1)}\n`;
  bytes.set(new TextEncoder().encode(header), preamble);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), padded);
  return bytes;
}
