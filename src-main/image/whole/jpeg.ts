/** @file Whether a JPEG is whole: its markers, its scans, its end. Source: ITU-T T.81, annexes B and G. */
import { Told, said } from "../../../src-core/messages/said.ts";
import type { ByteSource } from "../byte-source.ts";
import { ByteReader } from "../byte-source.ts";
import { NotRead } from "../decode-errors.ts";
import { checkBlocks } from "./compression-limits.ts";

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly progressive: boolean;
  /** By identifier of the component: lowest bit of each of the 64 coefficients that a scan has given; Infinity for none. */
  readonly precision: ReadonlyMap<number, number[]>;
}

const marker = { start: 0xd8, end: 0xd9, scan: 0xda };
const isRestart = (code: number): boolean => code >= 0xd0 && code <= 0xd7;
/** SOF0 to SOF15, without DHT, JPG and DAC between them. */
const isFrame = (code: number): boolean =>
  code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code);
const isArithmetic = (code: number): boolean => code >= 0xc9;

/** The header, held against the file's length. @throws Error where the file cannot hold the pixels that it promises */
export async function checkJpegRoom(source: ByteSource): Promise<void> {
  const { width, height } = await readUntilScan(new ByteReader(source));
  checkBlocks(width, height, source.size);
}

/**
 * All of the file. What no decoder can know stays unknown: bits of the coded pixels that were changed into other valid ones.
 * @throws Error where a marker, a scan or the end is missing
 */
export async function checkJpeg(source: ByteSource): Promise<{ width: number; height: number }> {
  const reader = new ByteReader(source);
  const frame = await readUntilScan(reader);
  let entropy = 0;
  for (let code = marker.scan; code !== marker.end; code = await nextMarker(reader)) {
    if (code === marker.start || isFrame(code))
      throw new Told(said("image.second-image-begins-inside"));
    const body = await segment(reader);
    if (code !== marker.scan) continue;
    noteScan(frame, body);
    const start = reader.at;
    await skipEntropy(reader);
    entropy += reader.at - start;
  }
  checkBlocks(frame.width, frame.height, entropy);
  for (const given of frame.precision.values())
    if (given.some((bit) => bit > 0)) throw new Told(said("image.scans-missing-pixels-all"));
  return { width: frame.width, height: frame.height };
}

/** The segments before the first scan, whose marker is read. @throws Error where there is none */
export async function* headSegments(
  reader: ByteReader,
): AsyncGenerator<{ readonly code: number; readonly body: Uint8Array }> {
  if ((await reader.byte()) !== 0xff || (await reader.byte()) !== marker.start)
    throw new Told(said("image.no-jpeg-start"));
  for (;;) {
    const code = await nextMarker(reader);
    if (code === marker.scan) return;
    if (code === marker.end || code === marker.start)
      throw new Told(said("image.no-jpeg-header-before"));
    yield { code, body: await segment(reader) };
  }
}

async function readUntilScan(reader: ByteReader): Promise<Frame> {
  let frame: Frame | null = null;
  for await (const { code, body } of headSegments(reader)) {
    if (!isFrame(code)) continue;
    if (frame) throw new Told(said("image.two-jpeg-headers"));
    if (isArithmetic(code)) throw new NotRead(said("image.arithmetic-coding-jpeg-built"));
    frame = readFrame(body, code);
  }
  if (!frame) throw new Told(said("image.no-jpeg-header-before"));
  return frame;
}

/** SOF3, SOF5 to SOF7: without loss, or from small to large. */
const notBuiltIn = [0xc3, 0xc5, 0xc6, 0xc7];

function readFrame(body: Uint8Array, code: number): Frame {
  const [bits = 0, top = 0, height = 0, left = 0, width = 0, count = 0] = body;
  if (notBuiltIn.includes(code)) throw new NotRead(said("image.lossless-jpeg-built"));
  if (bits === 12) throw new NotRead(said("image.jpeg-12-bits-per"));
  if (count < 1 || body.length !== 6 + 3 * count) throw new Told(said("image.jpeg-header-damaged"));
  const precision = new Map<number, number[]>();
  for (let at = 6; at < body.length; at += 3)
    precision.set(body[at] ?? 0, new Array<number>(64).fill(Infinity));
  return {
    width: left * 256 + width,
    height: top * 256 + height,
    progressive: [0xc2, 0xc6].includes(code),
    precision,
  };
}

/** @param body components, then the coefficients and the bits that the scan gives */
function noteScan({ precision, progressive }: Frame, body: Uint8Array): void {
  const [count = 0] = body;
  if (body.length !== 4 + 2 * count) throw new Told(said("image.header-scan-damaged"));
  const [first = 0, last = 63, bits = 0] = progressive ? body.subarray(1 + 2 * count) : [0, 63, 0];
  for (let index = 0; index < count; index++) {
    const given = precision.get(body[1 + 2 * index] ?? 0);
    if (!given) throw new Told(said("image.scan-no-component-header"));
    given.fill(bits & 0xf, first, last + 1);
  }
}

/** The next marker's code; any number of fill bytes may come before it. */
async function nextMarker(reader: ByteReader): Promise<number> {
  if (reader.ended) throw new Told(said("image.no-end-marker"));
  if ((await reader.byte()) !== 0xff) throw new Told(said("image.bytes-lie-between-segments"));
  let code = 0xff;
  while (code === 0xff) code = await reader.byte();
  return code;
}

async function segment(reader: ByteReader): Promise<Uint8Array> {
  const [high = 0, low = 0] = await reader.take(2);
  const length = high * 256 + low;
  if (length < 2) throw new Told(said("image.segment-no-length"));
  return reader.take(length - 2);
}

/** Up to the next marker that is none of a restart. */
async function skipEntropy(reader: ByteReader): Promise<void> {
  while (!reader.ended) {
    const piece = await reader.ahead();
    const found = markerIn(piece);
    reader.at += found;
    if (found === piece.length) continue;
    if (reader.at + 1 >= reader.size) break;
    // The last byte of a piece may be the first of a marker.
    const [, code = 0] = await reader.peek(2);
    if (!isData(code)) return;
    reader.at += 2;
  }
  throw new Told(said("image.no-end-marker"));
}

/** Where a marker begins, or may begin: at the last byte; else the piece's length. */
function markerIn(piece: Uint8Array): number {
  let at = piece.indexOf(0xff);
  while (at >= 0 && at + 1 < piece.length && isData(piece[at + 1] ?? 0))
    at = piece.indexOf(0xff, at + 2);
  return at < 0 ? piece.length : at;
}

/** What stands behind 255 among coded pixels: a zero where they are 255, or a restart. */
const isData = (code: number): boolean => code === 0 || isRestart(code);
