/** @file Linux's programs and libraries. Source: System V ABI, chapters 4 and 5; Linux Standard Base, "Symbol Versioning". */
import type { NativeFile } from "./loadable.ts";
import { compareVersions, longAt, textAt } from "./loadable.ts";

const processors = new Map([
  [3, "ia32"],
  [40, "arm"],
  [62, "x64"],
  [183, "arm64"],
]);

const segment = { load: 1, dynamic: 2 };
const tag = { needed: 1, strings: 5, rpath: 15, runpath: 29, versions: 0x6ffffffe };

export const isElf = (start: Buffer): boolean => start.toString("latin1", 0, 4) === "\x7fELF";

/** @throws RangeError for one that is cut off, damaged, or not of 64 bits in little-endian order */
export function readElf(file: Buffer): NativeFile {
  if (file[4] !== 2 || file[5] !== 1) throw new RangeError("it is not of 64 bits, little-endian");
  const machine = file.readUInt16LE(18);
  const segments = readSegments(file);
  const offsetOf = (address: number): number => offsetIn(segments, address);
  const entries = dynamicEntries(file, segments);
  const valuesOf = (wanted: number): number[] =>
    entries.filter((entry) => entry.tag === wanted).map(({ value }) => value);
  const [strings = 0] = valuesOf(tag.strings).map(offsetOf);
  const texts = (wanted: number): string[] =>
    valuesOf(wanted).map((value) => textAt(file, strings + value));
  const [versions] = valuesOf(tag.versions).map(offsetOf);
  const asked = versions === undefined ? [] : versionsAsked(file, versions, strings);
  const newest = (library: string): string | null =>
    asked
      .flatMap((name) => (name.startsWith(`${library}_`) ? [name.slice(library.length + 1)] : []))
      .filter((version) => /^[\d.]+$/.test(version))
      .sort(compareVersions)
      .at(-1) ?? null;
  return {
    system: "linux",
    processors: [processors.get(machine) ?? `machine ${machine}`],
    imports: texts(tag.needed).map((name) => ({ name, delayed: false })),
    searchPaths: [...texts(tag.rpath), ...texts(tag.runpath)].flatMap((path) => path.split(":")),
    oldest: newest("GLIBC"),
    compiler: { GLIBCXX: newest("GLIBCXX"), CXXABI: newest("CXXABI") },
    version: null,
  };
}

export interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly start: number;
  readonly size: number;
}

export function readSegments(file: Buffer): Segment[] {
  const [table, size, count] = [longAt(file, 32), file.readUInt16LE(54), file.readUInt16LE(56)];
  return Array.from({ length: count }, (_, index) => {
    const at = table + index * size;
    return {
      type: file.readUInt32LE(at),
      offset: longAt(file, at + 8),
      start: longAt(file, at + 16),
      size: longAt(file, at + 32),
    };
  });
}

/** Where in the file lies what is loaded to an address. */
export function offsetIn(segments: readonly Segment[], address: number): number {
  const holder = segments.find(
    ({ type, start, size }) => type === segment.load && address >= start && address < start + size,
  );
  if (!holder) throw new RangeError(`nothing lies at address ${address}`);
  return holder.offset + address - holder.start;
}

/** What the loader is told of the file. */
export const dynamicEntries = (
  file: Buffer,
  segments: readonly Segment[],
): { tag: number; value: number }[] =>
  segments
    .filter(({ type }) => type === segment.dynamic)
    .flatMap(({ offset, size }) => readEntries(file, offset, size));

const readEntries = (
  file: Buffer,
  offset: number,
  size: number,
): { tag: number; value: number }[] =>
  Array.from({ length: size / 16 }, (_, index) => ({
    tag: longAt(file, offset + index * 16),
    value: longAt(file, offset + index * 16 + 8),
  }));

/** Of symbols, as their libraries call them: `GLIBC_2.34`, `GLIBCXX_3.4.30`. */
function versionsAsked(file: Buffer, versions: number, strings: number): string[] {
  const found: string[] = [];
  for (let [library, next] = [versions, 1]; next !== 0; library += next) {
    next = file.readUInt32LE(library + 12);
    const count = file.readUInt16LE(library + 2);
    let at = library + file.readUInt32LE(library + 8);
    for (let index = 0; index < count; index++) {
      found.push(textAt(file, strings + file.readUInt32LE(at + 8)));
      at += file.readUInt32LE(at + 12);
    }
  }
  return found;
}
