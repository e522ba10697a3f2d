/** @file Arrays as NumPy's NPY, version 1.0. Source: NumPy Enhancement Proposal 1. */
import type { ScoreSource } from "./score-source.ts";

/** A float32 array in row-major order. @throws RangeError when the values do not fill the shape */
export function npy(values: Float32Array, shape: readonly number[]): Uint8Array {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== values.length)
    throw new RangeError(`${values.length} values for shape ${shape.join("×")} = ${size}`);
  const header = npyHeader(shape);
  const bytes = new Uint8Array(header.length + values.byteLength);
  bytes.set(header);
  bytes.set(bytesOf(values), header.length);
  return bytes;
}

/** Values that one piece holds at most: 4 MB. */
const most = 2 ** 20;

/** A score map of any size, classes × rows × columns, in pieces that are read as they are asked for. */
export async function* npyPieces(source: ScoreSource): AsyncGenerator<Uint8Array> {
  const { classes, rows, columns } = source;
  yield npyHeader([classes, rows, columns]);
  const band = Math.max(1, Math.floor(most / columns));
  for (let index = 0; index < classes; index++)
    for (let row = 0; row < rows; row += band) {
      const area = { row, column: 0, rows: Math.min(band, rows - row), columns };
      yield bytesOf((await source.readClasses(index, 1, area)).data);
    }
}

/** Magic, version, length and description, aligned to 64 bytes. */
function npyHeader(shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `${shape[0] ?? 0},` : shape.join(", ");
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${tuple}), }`;
  const preamble = 10;
  const padded = Math.ceil((preamble + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(padded);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0]);
  new DataView(bytes.buffer).setUint16(8, padded - preamble, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(padded - preamble - 1)}\n`), preamble);
  return bytes;
}

const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
