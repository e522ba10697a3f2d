/** @file Small images that are made for tests, in every way a file can hold one. */
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import type { Sharp } from "sharp";
import sharp from "sharp";
import { seeded } from "../random.ts";

/** Smooth structure and noise, so that no two places are alike. Values 0 to 255. */
export function picture(width: number, height: number, channels: 1 | 2 | 3 | 4): Uint8Array {
  const random = seeded(7);
  return new Uint8Array(width * height * channels).map((_, at) => {
    const pixel = Math.floor(at / channels);
    const wave = Math.sin((pixel % width) / 9 + (at % channels)) * Math.cos(pixel / width / 7);
    return 128 + 90 * wave + 30 * random();
  });
}

/** Grey (1, 2 channels with alpha) or colours (3, 4). */
export function drawn(width: number, height: number, channels: 1 | 2 | 3 | 4): Sharp {
  const image = sharp(picture(width, height, channels), { raw: { width, height, channels } });
  return image.toColourspace(channels < 3 ? "b-w" : "srgb");
}

/** The same with 16 bits; the low byte is the high one. */
export function deep(width: number, height: number, channels: 1 | 3): Sharp {
  const samples = Uint16Array.from(picture(width, height, channels), (value) => value * 257);
  return sharp(samples, { raw: { width, height, channels } }).toColourspace(
    channels === 1 ? "grey16" : "rgb16",
  );
}

/** Check sum of a PNG chunk. Source: PNG specification, annex D. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A PNG whose header promises a size, and no such pixels behind it; the file is as long as they would take at least. */
export async function promisingPng(path: string, width: number, height: number): Promise<string> {
  const bytes = Buffer.from(await drawn(2, 1, 1).png().toBuffer());
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  writeFileSync(path, bytes);
  // Deflate makes 1,032 bytes of one at most.
  truncateSync(path, Math.max(bytes.length, Math.ceil((height * (width + 1)) / 1032)));
  return path;
}

/** A black PNG of one bit per pixel, of any size. */
export function blackPng(path: string, width: number, height: number): string {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))));
  const chunks = [pngChunk("IHDR", header), pngChunk("IDAT", rows), pngChunk("IEND")];
  writeFileSync(path, Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]));
  return path;
}

/** A chunk with its length and its check sum. */
export function pngChunk(name: string, data: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The same PNG, of which EXIF says that its pixels lie turned. Source: PNG specification, eXIf; EXIF 2.32, tag 0x0112. */
export function withOrientation(png: Buffer, orientation: number): Buffer {
  const exif = Buffer.from(
    "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0",
    "latin1",
  );
  exif.writeUInt16LE(orientation, 18);
  // Signature and header are 33 bytes.
  return Buffer.concat([png.subarray(0, 33), pngChunk("eXIf", exif), png.subarray(33)]);
}

interface Directory {
  readonly width: number;
  readonly height: number;
  /** Grey, 8 bits, in one strip. */
  readonly pixels: Uint8Array;
  readonly smaller?: readonly Directory[];
}

/** A little-endian TIFF whose smaller levels are sub-directories (tag 330), as OME-TIFF has them. */
export function subdirectoryTiff(path: string, image: Directory): string {
  const chunks: Buffer[] = [Buffer.from("II*\0\0\0\0\0", "latin1")];
  const end = (): number => chunks.reduce((sum, { length }) => sum + length, 0);
  const write = ({ width, height, pixels, smaller = [] }: Directory): number => {
    const children = smaller.map(write);
    const strip = end();
    chunks.push(Buffer.concat([pixels, Buffer.alloc(pixels.length % 2)]));
    const list = end();
    const offsets = Buffer.alloc(4 * children.length);
    children.forEach((child, index) => offsets.writeUInt32LE(child, 4 * index));
    chunks.push(offsets);
    // Tag, number of values, value; all are written as LONG.
    const tags: [number, number, number][] = [
      [256, 1, width],
      [257, 1, height],
      [258, 1, 8],
      [259, 1, 1],
      [262, 1, 1],
      [273, 1, strip],
      [277, 1, 1],
      [278, 1, height],
      [279, 1, pixels.length],
    ];
    if (children.length > 0)
      tags.push([330, children.length, children.length === 1 ? (children[0] ?? 0) : list]);
    const directory = Buffer.alloc(2 + 12 * tags.length + 4);
    directory.writeUInt16LE(tags.length);
    tags.forEach(([tag, count, value], index) => {
      directory.writeUInt16LE(tag, 2 + 12 * index);
      directory.writeUInt16LE(4, 4 + 12 * index);
      directory.writeUInt32LE(count, 6 + 12 * index);
      directory.writeUInt32LE(value, 10 + 12 * index);
    });
    const at = end();
    chunks.push(directory);
    return at;
  };
  const first = write(image);
  const bytes = Buffer.concat(chunks);
  bytes.writeUInt32LE(first, 4);
  writeFileSync(path, bytes);
  return path;
}

/** Writes an image into a folder, and returns its path. */
export async function written(folder: string, name: string, image: Sharp): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await image.toBuffer());
  return path;
}
