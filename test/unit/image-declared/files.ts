/** @file Small files that state something of their pictures. */
import { crc32 } from "node:zlib";
import sharp from "sharp";
import type { NewEntry } from "../../../src-main/image/whole/write-directory.ts";
import { writeDirectory } from "../../../src-main/image/whole/write-directory.ts";
import { ascii, joined, long, numbersBE, numbersLE, short, text } from "./bytes.ts";

const size = { width: 8, height: 8 };
export const plain = (channels: 3 | 4 = 3) =>
  sharp({ create: { ...size, channels, background: "teal" } });

interface Tiff {
  readonly samples?: number;
  readonly bits?: 8 | 16;
  readonly photometric?: number;
  readonly more?: readonly NewEntry[];
  /** Of the second page, which has no pixels that anybody looks at. */
  readonly second?: readonly NewEntry[];
  readonly pad?: number;
}

/** Strips of zeros. */
export function tiff({ samples = 1, bits = 8, photometric = 1, more = [], second, pad = 0 }: Tiff) {
  const order = { littleEndian: true, big: false };
  const bytes = size.width * size.height * samples * (bits / 8);
  const entries = [
    ...[
      short(256, size.width),
      short(257, size.height),
      short(258, ...Array<number>(samples).fill(bits)),
    ],
    ...[short(259, 1), short(262, photometric), long(273, 8), short(277, samples)],
    ...[short(278, size.height), long(279, bytes)],
  ];
  const at = 8 + bytes;
  const directory = writeDirectory(
    [...entries, ...more].sort((a, b) => a.tag - b.tag),
    at,
    order,
  );
  const file = joined(ascii("II*\0"), new Uint8Array(4), new Uint8Array(bytes), directory);
  const view = new DataView(file.buffer);
  view.setUint32(4, at, true);
  if (!second) return joined(file, new Uint8Array(pad));
  view.setUint32(at + 2 + (entries.length + more.length) * 12, file.length, true);
  const others = [...entries, ...second].sort((a, b) => a.tag - b.tag);
  return joined(file, writeDirectory(others, file.length, order));
}

/** A chunk before the pixels. */
export async function png(name: string, body: Uint8Array, image = plain()): Promise<Uint8Array> {
  const whole = await image.png().toBuffer();
  const chunk = joined(ascii(name), body);
  const added = joined(numbersBE([body.length], 4), chunk, numbersBE([crc32(chunk)], 4));
  return joined(whole.subarray(0, 33), added, whole.subarray(33));
}

/** A segment behind the start. */
export async function jpeg(code: number, body: Uint8Array, image = plain()): Promise<Uint8Array> {
  const whole = await image.jpeg().toBuffer();
  const head = joined(Uint8Array.of(0xff, code), numbersBE([body.length + 2], 2));
  return joined(whole.subarray(0, 2), head, body, whole.subarray(2));
}

/** TIFF's header with one directory behind it. */
export const directory = (entries: readonly NewEntry[], start = 8): Uint8Array =>
  joined(
    ...[ascii("II*\0"), numbersLE(8)],
    writeDirectory(entries, start, { littleEndian: true, big: false }),
  );

/** IFD0 → EXIF → interoperability. */
export function exif(space: number, rule: string | null): Uint8Array {
  const order = { littleEndian: true, big: false };
  const first = directory([long(0x8769, 26)]);
  const second = [short(0xa001, space), ...(rule === null ? [] : [long(0xa005, 26 + 30)])];
  const third = rule === null ? [] : [writeDirectory([text(1, rule)], 56, order)];
  return joined(ascii("Exif\0\0"), first, writeDirectory(second, 26, order), ...third);
}
