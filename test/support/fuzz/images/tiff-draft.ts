/** @file A TIFF taken apart, and how one of its directories is changed. */
import type { Draw } from "../draw.ts";
import { odd } from "../draw.ts";
import type { Directory, Entry, Order } from "./tiff-file.ts";
import { numberBytes, widthOf } from "./tiff-file.ts";

export interface Draft {
  order: Order;
  directories: Directory[];
  readonly size: number;
}

export type Mutation = (draft: Draft, draw: Draw) => void;

/** Numbers that sizes, places and counts are not made for. */
export const wild = (draw: Draw, size: number): number | bigint =>
  draw.chance(0.5)
    ? odd(draw)
    : draw.oneOf<number>(size, size - 1, size + 1, 8, 16, 65_535, 65_536, 60_000, 250_000_001, 1e9);

/** An entry of the first directory is another. */
export function change(
  { directories }: Draft,
  draw: Draw,
  tag: number,
  other: (old: Entry) => Entry,
): void {
  const at = draw.chance(0.85) ? 0 : draw.below(directories.length);
  const { entries = [], ...rest } = directories[at] ?? {};
  directories[at] = {
    ...rest,
    entries: entries.map((old) => (old.tag === tag ? other(old) : old)),
  };
}

export function add({ directories }: Draft, entry: Entry, inOrder = true): void {
  const { entries = [], ...rest } = directories[0] ?? {};
  const found = inOrder ? entries.findIndex(({ tag }) => tag > entry.tag) : -1;
  const at = found < 0 ? entries.length : found;
  directories[0] = { ...rest, entries: entries.toSpliced(at, 0, entry) };
}

export const someTag = (draft: Draft, draw: Draw): number =>
  draw.pick(draft.directories[0]?.entries ?? [])?.tag ?? 256;

/** One of its numbers is another. */
export const renumbered =
  ({ littleEndian }: Order, draw: Draw, to: (old: number) => number | bigint) =>
  (old: Entry): Entry => {
    const width = widthOf(old.type);
    const count = Math.floor(old.bytes.length / Math.max(1, width));
    if (count === 0 || width < 2) return old;
    const at = draw.below(count) * width;
    const view = new DataView(old.bytes.buffer, old.bytes.byteOffset);
    const was = width === 2 ? view.getUint16(at, littleEndian) : view.getUint32(at, littleEndian);
    const bytes = old.bytes.slice();
    bytes.set(numberBytes(to(was), width, littleEndian), at);
    return { ...old, bytes };
  };

export const long = (tag: number, value: number | bigint, { littleEndian }: Order): Entry => ({
  tag,
  type: 4,
  count: 1,
  bytes: numberBytes(value, 4, littleEndian),
});
