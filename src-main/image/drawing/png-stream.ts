/** @file PNG of any size, written row by row. Source: W3C Portable Network Graphics specification, sections 5, 9 and 11. */
import { pipeline } from "node:stream/promises";
import { crc32, createDeflate } from "node:zlib";

export interface PngFormat {
  readonly width: number;
  readonly height: number;
  /** Grey, RGB or RGBA, 8 bits each. */
  readonly channels: 1 | 3 | 4;
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const colorTypes = { 1: 0, 3: 2, 4: 6 };

/** Bytes of image data in one chunk of the file. */
const piece = 2 ** 18;

/** Little is gained beyond it, and the time doubles. */
const level = 4;

/**
 * @param bands whole rows, any number of them at a time, height × width × channels in all
 * @throws RangeError when they are not as many
 */
export async function* pngPieces(
  { width, height, channels }: PngFormat,
  bands: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield signature;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colorTypes[channels], 0, 0, 0], 8);
  yield chunk("IHDR", header);
  const deflate = createDeflate({ level, chunkSize: piece });
  const fed = pipeline(filtered(bands, width * channels, height), deflate);
  // A failure reaches the loop through the stream, and is told by the last line.
  fed.catch(() => undefined);
  for await (const data of inPieces(deflate)) yield chunk("IDAT", data);
  await fed;
  yield chunk("IEND", new Uint8Array(0));
}

/** How much of a stream has come when it is read depends on the time; the file shall not. */
async function* inPieces(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting = Buffer.alloc(0);
  for await (const data of stream) {
    waiting = Buffer.concat([waiting, data]);
    for (; waiting.length >= piece; waiting = waiting.subarray(piece))
      yield waiting.subarray(0, piece);
  }
  if (waiting.length > 0) yield waiting;
}

/** Filter "Up": each byte less the one above, which neighbouring rows make small. */
async function* filtered(
  bands: AsyncIterable<Uint8Array>,
  stride: number,
  height: number,
): AsyncGenerator<Uint8Array> {
  let above: Uint8Array = new Uint8Array(stride);
  let count = 0;
  for await (const band of bands) {
    const rows = band.length / stride;
    const lines = new Uint8Array(rows * (stride + 1));
    for (let row = 0; row < rows; row++) {
      const line = band.subarray(row * stride, (row + 1) * stride);
      let target = row * (stride + 1);
      lines[target++] = 2;
      for (let index = 0; index < stride; index++)
        lines[target++] = (line[index] ?? 0) - (above[index] ?? 0);
      above = line;
    }
    count += rows;
    yield lines;
  }
  if (count !== height) throw new RangeError(`${count} rows for an image of ${height}`);
}

/** Length, name, data and checksum of name and data. */
function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(name, 4, "latin1");
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}
