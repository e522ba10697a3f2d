/** @file The bytes of a file, wherever they lie: what checks a file need not know whether it is held in memory. */
import { Told, said } from "../../src-core/messages/said.ts";
import type { FileHandle } from "node:fs/promises";

export interface ByteSource {
  readonly size: number;
  /** @throws Error where the file ends before */
  read(at: number, length: number): Promise<Uint8Array>;
}

export const heldBytes = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (at, length) =>
    new Promise((resolve) => {
      checkInside(bytes.length, at, length);
      resolve(bytes.subarray(at, at + length));
    }),
});

export async function fileBytes(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    async read(at, length) {
      checkInside(size, at, length);
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, at);
      if (bytesRead !== length) throw new Told(said("image.ends-at", { at: at + bytesRead }));
      return bytes;
    },
  };
}

function checkInside(size: number, at: number, length: number): void {
  if (!(at >= 0 && length >= 0 && at + length <= size))
    throw new Told(said("image.bytes-missing", { at, at2: at + length, size }));
}

/** Bytes of a part of a file, in pieces of this many at most. */
export const pieceBytes = 1 << 20;

/** A file read from its start to its end, a byte or a run at a time. */
export class ByteReader {
  /** Place in the file. */
  at = 0;
  private piece: Uint8Array = new Uint8Array();
  private start = 0;

  private readonly source: ByteSource;

  constructor(source: ByteSource) {
    this.source = source;
  }

  get ended(): boolean {
    return this.at >= this.source.size;
  }

  /** What is at hand from here on: not empty, of no fixed length. Does not move. @throws Error at the end of the file */
  async ahead(): Promise<Uint8Array> {
    const { at, source } = this;
    if (at < this.start || at >= this.start + this.piece.length) {
      this.piece = await source.read(at, Math.max(1, Math.min(pieceBytes, source.size - at)));
      this.start = at;
    }
    return this.piece.subarray(at - this.start);
  }

  async byte(): Promise<number> {
    const [value = 0] = await this.ahead();
    this.at++;
    return value;
  }

  get size(): number {
    return this.source.size;
  }

  async take(length: number): Promise<Uint8Array> {
    const bytes = await this.peek(length);
    this.at += length;
    return bytes;
  }

  async peek(length: number): Promise<Uint8Array> {
    const piece = await this.ahead();
    if (piece.length >= length) return piece.subarray(0, length);
    return this.source.read(this.at, length);
  }
}
