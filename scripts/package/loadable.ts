/** @file What the readers of native files tell, in the words of Node: systems as `process.platform`, processors as `process.arch`. */

export type System = "win32" | "darwin" | "linux";

export interface Import {
  /** As the file writes it: a name, or a path. */
  readonly name: string;
  /** Looked for when it is first called, and not when the file is loaded. */
  readonly delayed: boolean;
}

export interface NativeFile {
  readonly system: System;
  /** Several in a file that is several in one. */
  readonly processors: readonly string[];
  readonly imports: readonly Import[];
  /** Folders to look in, as the file writes them. */
  readonly searchPaths: readonly string[];
  /** The oldest that it runs with, "14.0": of macOS, of glibc on Linux; of the compiler's library on Windows. Null: any. */
  readonly oldest: string | null;
  /** The oldest of the C++ library, by what its symbols are called; of Linux' files alone. Null: any. */
  readonly compiler?: Readonly<Record<"GLIBCXX" | "CXXABI", string | null>>;
  /** Its own version where it has one ("14.51.36231.0"): only Windows' files do. */
  readonly version: string | null;
}

/** Text that ends with a zero. @throws RangeError where none does */
export function textAt(file: Buffer, offset: number): string {
  const end = file.indexOf(0, offset);
  if (offset < 0 || end < 0) throw new RangeError(`text at ${offset} has no end`);
  return file.toString("latin1", offset, end);
}

/** 64 bits as a number: files are shorter than 2^53. */
export const longAt = (file: Buffer, offset: number): number =>
  Number(file.readBigUInt64LE(offset));

/** Like a sort: negative where `a` is the older version. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (let part = 0; part < Math.max(left?.length ?? 0, right?.length ?? 0); part++) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
