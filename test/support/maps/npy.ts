/** @file Reads the float32 arrays that `--map` writes. */

export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** @throws Error for anything but little-endian float32 in C order */
export function readNpy(bytes: Uint8Array): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint16(8, true);
  const header = new TextDecoder("latin1").decode(bytes.subarray(10, 10 + length));
  const [, dims = ""] =
    /'descr': '<f4', 'fortran_order': False, 'shape': \(([^)]*)\)/.exec(header) ?? [];
  if (dims === "") throw new Error(`unexpected header ${header}`);
  const values = new Float32Array(new Uint8Array(bytes.subarray(10 + length)).buffer);
  return { shape: dims.split(",").flatMap((text) => (text.trim() ? [Number(text)] : [])), values };
}
