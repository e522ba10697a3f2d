/** @file Good images of every format and layout, with the pixels that other decoders see. Made by bench/images/make_files.py. */
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";

export interface ImageFile {
  readonly name: string;
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** height × width × channels */
  readonly pixels: Uint8Array;
  /** Most that a sample may be off: lossy formats are decoded in several ways. */
  readonly tolerance: number;
  /** Codes of what has to be told. */
  readonly notices: readonly string[];
  /** Ranges of bytes whose other values are as legal: a change of one cannot be known. */
  readonly free: readonly (readonly [start: number, end: number])[];
  readonly bytes: Uint8Array;
}

/** A file that is refused. */
export interface RefusedFile {
  readonly name: string;
  /** Part of the line that is told. */
  readonly says: string;
  readonly bytes: Uint8Array;
}

interface Written extends Omit<ImageFile, "pixels" | "bytes"> {
  readonly picture: string;
  readonly bytes: string;
}

interface Fixtures {
  /** height × width × channels, deflated, base64 */
  readonly pictures: Readonly<Record<string, string>>;
  readonly files: readonly Written[];
  readonly refused: readonly (Omit<RefusedFile, "bytes"> & { readonly bytes: string })[];
}

const fixtures = (): Fixtures =>
  JSON.parse(
    readFileSync(new URL("../../fixtures/images.json", import.meta.url), "utf8"),
  ) as Fixtures;

/** No Buffer, whose `slice` is no copy. */
const unpacked = (text: string): Uint8Array =>
  Uint8Array.from(inflateSync(Buffer.from(text, "base64")));

export function imageFiles(): ImageFile[] {
  const { pictures, files } = fixtures();
  return files.map(({ picture, bytes, ...file }) => ({
    ...file,
    pixels: unpacked(pictures[picture] ?? ""),
    bytes: unpacked(bytes),
  }));
}

export const refusedFiles = (): RefusedFile[] =>
  fixtures().refused.map(({ bytes, ...file }) => ({ ...file, bytes: unpacked(bytes) }));
