/** @file Images cut off, changed in a few bytes, or with other directories: each is an error, or shows the pixels of the whole file. */
import { rmSync, writeFileSync } from "node:fs";
import { decode } from "../../../src-main/image/decode.ts";
import { inspectImage } from "../../../src-main/image/inspect.ts";
import { makeTiled, openTiled, removeTiled } from "../../../src-main/image/tiled/tiled.ts";
import type { ImageFile } from "./image-files.ts";

/** What was done to a file. */
export interface Damage {
  readonly kind: "cut" | "bit" | "byte" | "zeros" | "directory";
  readonly bytes: Uint8Array;
  /** Whether other pixels can be had of it without anyone knowing: it lies in values whose other values are as legal. */
  readonly free: boolean;
  readonly what: string;
}

/**
 * `told`: other pixels, and a notice that says why. `free`: other pixels, by values that are as legal.
 * `wrong`: other pixels without a word, where they had to be seen.
 */
export type Verdict = "error" | "same" | "told" | "free" | "wrong";

/** @param random uniform in [0, 1) */
export function damaged(file: ImageFile, random: () => number): Damage {
  const below = (end: number): number => Math.floor(random() * end);
  const choice = below(8);
  return choice < 3 ? cut(file, below, choice === 0) : changed(file, below, choice);
}

/** @param late near the end, where a file ends that was not copied to its end */
function cut({ bytes }: ImageFile, below: (end: number) => number, late: boolean): Damage {
  const { length } = bytes;
  const left = late ? length - 1 - below(Math.min(24, length)) : below(length);
  const what = `${left} of ${length} bytes`;
  return { kind: "cut", bytes: bytes.slice(0, left), free: false, what };
}

function changed(
  { bytes, free }: ImageFile,
  below: (end: number) => number,
  choice: number,
): Damage {
  const isFree = (at: number): boolean => free.some(([start, end]) => at >= start && at < end);
  const structure = Array.from(bytes.keys()).filter((at) => !isFree(at));
  // Every other one where it has to be seen.
  const at = choice % 2 === 0 ? below(bytes.length) : (structure[below(structure.length)] ?? 0);
  const kind = choice < 5 ? "byte" : choice < 7 ? "bit" : "zeros";
  const length = kind === "zeros" ? Math.min(1 + below(16), bytes.length - at) : 1;
  const old = bytes[at] ?? 0;
  const result = Uint8Array.from(bytes);
  if (kind === "zeros") result.fill(0, at, at + length);
  else result[at] = kind === "bit" ? old ^ (1 << below(8)) : below(256);
  const touched = Array.from({ length }, (_, index) => at + index);
  return {
    kind,
    bytes: result,
    free: touched.some((place) => result[place] !== bytes[place] && isFree(place)),
    what: `${old} → ${result[at] ?? 0} at ${at}, ${length} bytes`,
  };
}

export interface Seen {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
  /** What is told of it. */
  readonly notices: string;
}

/** Pixels of a raster that is read as a whole. */
const mostCompared = 1_000_000;

/**
 * As a user sees it: the header is looked at first, then the pixels; on the way of small images or on that of large ones.
 * @param large the way of large images, which a large one takes anyway; no pixels are read of it that no small file has
 */
export async function look(path: string, large: boolean): Promise<Seen> {
  const facts = await inspectImage(path);
  const notices = facts.notices.map(({ message }) => message).join("; ");
  if (!large && !facts.large) return { ...(await decode(path)), notices };
  const target = `${path}.tiles.tif`;
  try {
    await makeTiled(path, target);
    const raster = await openTiled(target);
    const { width, height, channels } = raster;
    if (facts.width !== width || facts.height !== height || facts.channels !== channels)
      throw new Error(`it was told to be ${facts.width}×${facts.height}×${facts.channels}`);
    const isSmall = width * height <= mostCompared;
    const area = isSmall ? { x: 0, y: 0, width, height } : { x: 0, y: 0, width: 1, height: 1 };
    const data = await raster.read(area);
    raster.close();
    return { width, height, channels, data, notices };
  } finally {
    await removeTiled(target);
  }
}

const isSame = (one: Seen, other: Seen): boolean =>
  one.width === other.width &&
  one.height === other.height &&
  one.channels === other.channels &&
  Buffer.compare(one.data, other.data) === 0;

/**
 * @param whole what is seen of the whole file, on the same way
 * @throws Error of whoever refuses the file
 */
export async function judge(
  path: string,
  { bytes, free, kind }: Damage,
  whole: Seen,
  large: boolean,
): Promise<{ verdict: Verdict; message: string }> {
  writeFileSync(path, bytes);
  try {
    const seen = await look(path, large);
    if (isSame(seen, whole)) return { verdict: "same", message: "" };
    const message = `${seen.width}×${seen.height}×${seen.channels}`;
    if (seen.notices !== whole.notices && seen.notices !== "") return { verdict: "told", message };
    if (!free) return { verdict: "wrong", message };
    // Values that are as legal are the same ones on both ways.
    const other = kind === "directory" && (await look(path, !large).catch(() => null));
    if (other && other.data.length === seen.data.length && !isSame(seen, other))
      return { verdict: "wrong", message: `${message}, other pixels held than tiled` };
    return { verdict: "free", message };
  } finally {
    rmSync(path, { force: true });
  }
}
