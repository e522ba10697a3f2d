/** @file macOS' programs and libraries. Source: Apple's headers mach-o/loader.h and mach-o/fat.h. */
import type { Import, NativeFile } from "./loadable.ts";
import { compareVersions, textAt } from "./loadable.ts";

const processors = new Map([
  [0x01000007, "x64"],
  [0x0100000c, "arm64"],
]);

const magic = { single: 0xfeedfacf, several: 0xcafebabe };
/** Load, load if it is there, load as one's own, load lazily, load upwards. */
const loads = new Set([0xc, 0x80000018, 0x8000001f, 0x20, 0x80000023]);
const lazily = 0x20;
const command = { rpath: 0x8000001c, build: 0x32, oldestMac: 0x24 };

/** Java's classes begin as a file with several does: their version is more than any such file has. */
export const isMachO = (start: Buffer): boolean =>
  start.readUInt32LE(0) === magic.single ||
  (start.readUInt32BE(0) === magic.several && start.readUInt32BE(4) < 32);

/** @throws RangeError for one that is cut off or damaged */
export function readMachO(file: Buffer): NativeFile {
  const slices = slicesOf(file).map(readSlice);
  const all = <Item>(of: (slice: Slice) => readonly Item[]): Item[] => slices.flatMap(of);
  const imports = new Map(all(({ imports }) => imports).map((one) => [one.name, one]));
  return {
    system: "darwin",
    processors: all(({ processor }) => [processor]),
    imports: [...imports.values()],
    searchPaths: [...new Set(all(({ searchPaths }) => searchPaths))],
    oldest:
      all(({ oldest }) => oldest)
        .sort(compareVersions)
        .at(-1) ?? null,
    version: null,
  };
}

interface Slice {
  readonly processor: string;
  readonly imports: readonly Import[];
  readonly searchPaths: readonly string[];
  readonly oldest: readonly string[];
}

function slicesOf(file: Buffer): Buffer[] {
  if (file.readUInt32LE(0) === magic.single) return [file];
  return Array.from({ length: file.readUInt32BE(4) }, (_, index) => {
    const at = 8 + index * 20;
    const [offset, size] = [file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)];
    if (offset + size > file.length) throw new RangeError("it is cut off");
    return file.subarray(offset, offset + size);
  });
}

function readSlice(file: Buffer): Slice {
  const machine = file.readUInt32LE(4);
  const [imports, searchPaths, oldest]: [Import[], string[], string[]] = [[], [], []];
  let at = 32;
  for (let left = file.readUInt32LE(16); left > 0; left--) {
    const [kind, size] = [file.readUInt32LE(at), file.readUInt32LE(at + 4)];
    if (size < 8) throw new RangeError(`a load command at ${at} is ${size} bytes long`);
    const text = (): string => textAt(file, at + file.readUInt32LE(at + 8));
    if (loads.has(kind)) imports.push({ name: text(), delayed: kind === lazily });
    if (kind === command.rpath) searchPaths.push(text());
    if (kind === command.build) oldest.push(versionOf(file.readUInt32LE(at + 12)));
    if (kind === command.oldestMac) oldest.push(versionOf(file.readUInt32LE(at + 8)));
    at += size;
  }
  const processor = processors.get(machine) ?? `machine ${machine}`;
  return { processor, imports, searchPaths, oldest };
}

const versionOf = (packed: number): string => `${packed >>> 16}.${(packed >>> 8) & 0xff}`;
