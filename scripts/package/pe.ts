/** @file Windows' programs and libraries. Source: Microsoft, "PE Format". */
import type { Import, NativeFile } from "./loadable.ts";
import { textAt } from "./loadable.ts";

const processors = new Map([
  [0x14c, "ia32"],
  [0x8664, "x64"],
  [0xaa64, "arm64"],
]);

const directory = { imports: 1, delayedImports: 13 };

export const isPe = (start: Buffer): boolean => start.toString("latin1", 0, 2) === "MZ";

export interface PeSection {
  /** Where its header lies in the file. */
  readonly header: number;
  readonly address: number;
  /** In memory. */
  readonly size: number;
  readonly offset: number;
  /** In the file. */
  readonly stored: number;
}

export interface PeImport extends Import {
  /** Where the address of its name stands in the file. */
  readonly nameField: number;
}

/** @throws RangeError for one that is cut off or damaged */
export function readPe(file: Buffer): NativeFile {
  const { start, optional } = headers(file);
  const machine = file.readUInt16LE(start + 4);
  const imports = readImports(file);
  const compiled = imports.some(({ name }) => /^(msvcp|vcruntime)140/i.test(name));
  return {
    system: "win32",
    processors: [processors.get(machine) ?? `machine ${machine}`],
    imports: imports.map(({ name, delayed }) => ({ name, delayed })),
    searchPaths: [],
    // The library has to be at least as new as the compiler's tools.
    oldest: compiled ? `${file.readUInt8(optional + 2)}.${file.readUInt8(optional + 3)}` : null,
    version: ownVersion(file),
  };
}

export function readImports(file: Buffer): PeImport[] {
  const { optional } = headers(file);
  const tables = optional + (file.readUInt16LE(optional) === 0x20b ? 112 : 96);
  const sections = readSections(file);
  const table = (index: number, size: number, name: number): PeImport[] => {
    const address = file.readUInt32LE(tables + index * 8);
    const found: PeImport[] = [];
    if (address === 0) return found;
    for (let at = offsetOf(sections, address); ; at += size) {
      const nameAddress = file.readUInt32LE(at + name);
      if (nameAddress === 0) return found;
      const text = textAt(file, offsetOf(sections, nameAddress));
      const delayed = index === directory.delayedImports;
      found.push({ name: text, delayed, nameField: at + name });
    }
  };
  return [...table(directory.imports, 20, 12), ...table(directory.delayedImports, 32, 4)];
}

export function readSections(file: Buffer): PeSection[] {
  const { start, optional } = headers(file);
  const first = optional + file.readUInt16LE(start + 20);
  return Array.from({ length: file.readUInt16LE(start + 6) }, (_, index) => {
    const header = first + index * 40;
    return {
      header,
      size: file.readUInt32LE(header + 8),
      address: file.readUInt32LE(header + 12),
      stored: file.readUInt32LE(header + 16),
      offset: file.readUInt32LE(header + 20),
    };
  });
}

function headers(file: Buffer): { start: number; optional: number } {
  const start = file.readUInt32LE(0x3c);
  if (file.toString("latin1", start, start + 4) !== "PE\0\0")
    throw new RangeError("it is a program of DOS");
  return { start, optional: start + 24 };
}

function offsetOf(sections: readonly PeSection[], address: number): number {
  const holder = sections.find((one) => address >= one.address && address < one.address + one.size);
  if (!holder) throw new RangeError(`nothing lies at address ${address}`);
  return holder.offset + address - holder.address;
}

function ownVersion(file: Buffer): string | null {
  const at = file.indexOf(Buffer.from([0xbd, 0x04, 0xef, 0xfe]));
  if (at < 0) return null;
  return [10, 8, 14, 12].map((offset) => file.readUInt16LE(at + offset)).join(".");
}
