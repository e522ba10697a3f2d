/** @file Damage to a file's bytes: what a broken disk, a broken download or somebody spiteful makes of it. */
import type { Draw } from "./draw.ts";

type Damage = (bytes: Uint8Array, draw: Draw, other: () => Uint8Array) => Uint8Array;

const flip: Damage = (bytes, draw) => {
  const result = bytes.slice();
  for (let count = draw.from(1, 8); count > 0; count--) {
    const at = draw.below(bytes.length);
    result[at] = (result[at] ?? 0) ^ (1 << draw.below(8));
  }
  return result;
};

const truncate: Damage = (bytes, draw) => bytes.slice(0, draw.below(bytes.length + 1));

const repeat: Damage = (bytes, draw) => {
  const [from, to] = range(bytes, draw);
  return joined(bytes.subarray(0, to), bytes.subarray(from, to), bytes.subarray(to));
};

const remove: Damage = (bytes, draw) => {
  const [from, to] = range(bytes, draw);
  return joined(bytes.subarray(0, from), bytes.subarray(to));
};

const splice: Damage = (bytes, draw, other) => {
  const [from, to] = range(bytes, draw);
  const [start, end] = range(other(), draw);
  return joined(bytes.subarray(0, from), other().subarray(start, end), bytes.subarray(to));
};

/** Two files, one after the other: to protobuf they are one message, merged. */
const append: Damage = (bytes, _, other) => joined(bytes, other());

/** The largest numbers that protobuf can write, where a length may be. */
const huge: Damage = (bytes, draw) => {
  const at = draw.below(bytes.length);
  const length = draw.oneOf([0xff, 0xff, 0xff, 0xff, 0x0f], [0xff, 0xff, 0xff, 0xff, 0x07]);
  const wide = [...Array<number>(9).fill(0xff), 0x01];
  const written = Uint8Array.from(draw.chance(0.5) ? length : wide);
  const skip = draw.chance(0.5) ? written.length : 1;
  return joined(bytes.subarray(0, at), written, bytes.subarray(at + skip));
};

/** The first bytes hold names and lengths rather than weights: there damage tells more. */
const byteByByte: Damage = (bytes, draw) => {
  const result = bytes.slice();
  for (let count = draw.from(1, 4); count > 0; count--)
    result[draw.below(Math.min(bytes.length, 4096))] = draw.below(256);
  return result;
};

function range(bytes: Uint8Array, draw: Draw): [from: number, to: number] {
  const from = draw.below(bytes.length + 1);
  return [from, Math.min(from + draw.below(draw.oneOf(8, 200, bytes.length)), bytes.length)];
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}

const damages = [
  ...([flip, flip, byteByByte, byteByByte, huge] as const),
  ...([truncate, repeat, remove, splice, append] as const),
] as const;

/** @param other bytes of another file, for those that mix two */
export const damaged: Damage = (bytes, draw, other) => {
  let result = bytes;
  for (let count = draw.oneOf(1, 1, 2, 3); count > 0; count--)
    if (result.length > 0) result = draw.oneOf(...damages)(result, draw, other);
  return result;
};
