/** @file Reading bytes in order, never past their end. */
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../../network/onnx/errors.ts";

export class ByteCursor {
  position = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The next `count` bytes, as a view. @throws InvalidModel where the file ends before */
  take(count: number): Uint8Array {
    const left = this.bytes.length - this.position;
    if (count > left)
      throw new InvalidModel(
        said("mtcnn.file-ends-early-bytes", { count, position: this.position, left }),
      );
    this.position += count;
    return this.bytes.subarray(this.position - count, this.position);
  }

  byte(): number {
    return this.view(1).getUint8(0);
  }

  uint16(): number {
    return this.view(2).getUint16(0, true);
  }

  uint32(): number {
    return this.view(4).getUint32(0, true);
  }

  int32(): number {
    return this.view(4).getInt32(0, true);
  }

  /** A length of 8 bytes, as protocol 4 writes them. */
  uint64(): number {
    return Number(this.view(8).getBigUint64(0, true));
  }

  /** Text up to the next line feed, which is skipped. */
  line(): string {
    const end = this.bytes.indexOf(lineFeed, this.position);
    const text = latin1(this.take((end < 0 ? this.bytes.length + 1 : end) - this.position));
    this.position += 1;
    return text;
  }

  private view(count: number): DataView {
    const { buffer, byteOffset } = this.take(count);
    return new DataView(buffer, byteOffset, count);
  }
}

const lineFeed = 10;
const longestText = 1000;

/** Names and types are short; a long text is data where a name belongs. @throws InvalidModel past 1000 bytes */
export function latin1(bytes: Uint8Array): string {
  if (bytes.length > longestText)
    throw new InvalidModel(said("mtcnn.text-bytes-too-long", { bytes: bytes.length }));
  return String.fromCharCode(...bytes);
}
