/** @file A native file (program or library), whatever its format: what a loader needs to know of it. */
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { isElf, readElf } from "./elf.ts";
import type { NativeFile } from "./loadable.ts";
import { isMachO, readMachO } from "./mach-o.ts";
import { isPe, readPe } from "./pe.ts";

const readers = [
  { is: isElf, read: readElf },
  { is: isMachO, read: readMachO },
  { is: isPe, read: readPe },
];

/** @returns null for a file that is no native one @throws RangeError for one that is cut off or damaged */
export function readNativeFile(path: string): NativeFile | null {
  const start = firstBytes(path, 8);
  const reader = readers.find(({ is }) => is(start));
  return reader?.read(readFileSync(path)) ?? null;
}

function firstBytes(path: string, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  const file = openSync(path, "r");
  try {
    readSync(file, bytes);
  } finally {
    closeSync(file);
  }
  return bytes;
}
