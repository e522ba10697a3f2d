/** @file Images cut off or changed in a few bytes: each is an error, or shows the pixels of the whole file. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomNumbers } from "../../../src-core/random.ts";
import { decode } from "../../../src-main/image/decode.ts";
import { inspectImage } from "../../../src-main/image/inspect.ts";
import { makeTiled, openTiled, removeTiled } from "../../../src-main/image/tiled/tiled.ts";
import type { ImageFile } from "./image-files.ts";

/** What was done to a file. */
export interface Damage {
  readonly kind: "cut" | "bit" | "byte" | "zeros";
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

/** As a user sees it: the header is looked at first, then the pixels; on the way of small images or on that of large ones. */
export async function look(path: string, large: boolean): Promise<Seen> {
  const facts = await inspectImage(path);
  const notices = facts.notices.map(({ message }) => message).join("; ");
  if (!large) return { ...(await decode(path)), notices };
  const target = `${path}.tiles.tif`;
  try {
    await makeTiled(path, target);
    const raster = await openTiled(target);
    const { width, height, channels } = raster;
    const data = await raster.read({ x: 0, y: 0, width, height });
    raster.close();
    return { width, height, channels, data, notices };
  } finally {
    await removeTiled(target);
  }
}

/** @param whole what is seen of the whole file, on the same way */
export async function judge(
  folder: string,
  { name }: ImageFile,
  { bytes, free }: Damage,
  whole: Seen,
  large: boolean,
): Promise<{ verdict: Verdict; message: string }> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  try {
    const seen = await look(path, large);
    const isSame =
      seen.width === whole.width &&
      seen.height === whole.height &&
      seen.channels === whole.channels &&
      Buffer.compare(seen.data, whole.data) === 0;
    if (isSame) return { verdict: "same", message: "" };
    const message = `${seen.width}×${seen.height}×${seen.channels}`;
    if (seen.notices !== whole.notices && seen.notices !== "") return { verdict: "told", message };
    return { verdict: free ? "free" : "wrong", message };
  } catch (cause) {
    return { verdict: "error", message: cause instanceof Error ? cause.message : String(cause) };
  } finally {
    rmSync(path, { force: true });
  }
}

export interface Counts {
  readonly cut: Partial<Record<Verdict, number>>;
  readonly structure: Partial<Record<Verdict, number>>;
  readonly values: Partial<Record<Verdict, number>>;
}

/** Verdicts by format and by what was damaged: the length, structure, or values whose other values are as legal. */
export class Tally {
  readonly formats = new Map<string, Counts>();
  /** In words; none is what has to be. */
  readonly wrong: string[] = [];

  add({ format, name }: ImageFile, damage: Damage, verdict: Verdict, message: string): void {
    let counts = this.formats.get(format);
    if (!counts) this.formats.set(format, (counts = { cut: {}, structure: {}, values: {} }));
    const what = damage.kind === "cut" ? "cut" : damage.free ? "values" : "structure";
    counts[what][verdict] = (counts[what][verdict] ?? 0) + 1;
    if (verdict === "wrong") this.wrong.push(`${name}: ${damage.kind}, ${damage.what}: ${message}`);
  }
}

/**
 * Damages files in turn, format by format; every fifth is read on the way of large images.
 * @throws Error where a whole file cannot be read
 */
export async function damageAll(
  folder: string,
  files: readonly ImageFile[],
  { count, seed }: { readonly count: number; readonly seed: number },
  onDone: (done: number) => void = () => undefined,
): Promise<Tally> {
  const random = randomNumbers(seed);
  const tally = new Tally();
  const of = (format: string): ImageFile[] => files.filter((file) => file.format === format);
  // TIFF has most layouts: every other file is one.
  const tiffs = of("TIFF");
  const rest = ["PNG", "JPEG", "WebP", "AVIF", "GIF"].map(of);
  const whole = new Map<string, Promise<Seen>>();
  for (let index = 0; index < count; index++) {
    const among = index % 2 === 0 ? tiffs : (rest[(index >> 1) % rest.length] ?? tiffs);
    const turn = index % 2 === 0 ? index >> 1 : Math.floor((index >> 1) / rest.length);
    const file = among[turn % among.length];
    if (!file) throw new Error("there are no files");
    const large = index % 5 === 0;
    const key = `${file.name} ${String(large)}`;
    const seen = whole.get(key) ?? lookAtWhole(folder, file, large);
    whole.set(key, seen);
    const damage = damaged(file, random);
    const { verdict, message } = await judge(folder, file, damage, await seen, large);
    tally.add(file, damage, verdict, message);
    onDone(index + 1);
  }
  return tally;
}

function lookAtWhole(folder: string, { name, bytes }: ImageFile, large: boolean): Promise<Seen> {
  const path = join(folder, `whole-${String(large)}-${name}`);
  writeFileSync(path, bytes);
  return look(path, large);
}
