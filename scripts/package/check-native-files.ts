/** @file The native files of a packed app: each is for its system and processor, and finds what it imports. */
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { NativeFile, System } from "./loadable.ts";
import { compareVersions } from "./loadable.ts";
import { readNativeFile } from "./native-file.ts";
import { isFound } from "./resolve-import.ts";
import { oldestCompiler, oldestSystem } from "./system-libraries.ts";

export interface Package {
  readonly system: System;
  /** As `process.arch` has it. */
  readonly processor: string;
  /** All of it. */
  readonly folder: string;
  /** What is the app's own: Electron's own files are Electron's matter. */
  readonly resources: string;
  /** Where the program lies that is run. */
  readonly program: string;
}

export interface FoundFile extends NativeFile {
  readonly path: string;
}

/** May ask for a newer system than the package does: without it there is no WebGPU, which the app tells. */
const mayBeMissing = /[/\\]webgpu[/\\]/;

/** @throws Error in one line for files of another system, or in one for each fault */
export function checkNativeFiles(packed: Package): readonly FoundFile[] {
  const { system, processor, folder, resources } = packed;
  const files = nativeFiles(folder);
  const name = ({ path }: FoundFile): string => relative(folder, path).split(sep).join("/");
  const [foreign, ...others] = files.filter(
    (file) => file.system !== system || !file.processors.includes(processor),
  );
  if (foreign) {
    const { system: its, processors } = foreign;
    const more = others.length > 0 ? ` (and ${others.length} more)` : "";
    throw new Error(
      `${name(foreign)} is for ${its} ${processors.join(" and ")}, the package for ${system} ${processor}${more}: ` +
        `install its packages first, npm ci --os=${system} --cpu=${processor}`,
    );
  }
  const own = files.filter(({ path }) => path.startsWith(resources + sep));
  const faults = own.flatMap((file) => [
    ...missing(file, packed).map((library) => `${name(file)} needs ${library}, which is not there`),
    ...[...tooNew(file, own), ...tooNewCompiler(file)].map((why) => `${name(file)} ${why}`),
  ]);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return own;
}

export function nativeFiles(folder: string): FoundFile[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  // A link's target is met by itself.
  return entries
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const file = readNativeFile(path);
      return file ? [{ ...file, path }] : [];
    });
}

const missing = (file: FoundFile, { program }: Package): string[] =>
  file.imports.filter((one) => !isFound(one, file, file.path, program)).map(({ name }) => name);

function tooNew({ system, oldest, path }: FoundFile, files: readonly FoundFile[]): string[] {
  if (oldest === null) return [];
  if (system === "win32") {
    const library = files.find((file) => /msvcp140\.dll$/i.test(file.path))?.version;
    return library != null && compareVersions(library, oldest) < 0
      ? [`was built with tools ${oldest}, and the C++ library beside it is ${library}`]
      : [];
  }
  return compareVersions(oldest, oldestSystem[system]) > 0 && !mayBeMissing.test(path)
    ? [
        `needs ${system === "darwin" ? "macOS" : "glibc"} ${oldest}, the package says ${oldestSystem[system]}`,
      ]
    : [];
}

function tooNewCompiler({ compiler, path }: FoundFile): string[] {
  if (mayBeMissing.test(path)) return [];
  return (["GLIBCXX", "CXXABI"] as const).flatMap((symbols) => {
    const [needed, said] = [compiler?.[symbols] ?? null, oldestCompiler[symbols]];
    return needed !== null && compareVersions(needed, said) > 0
      ? [`needs ${symbols} ${needed} of libstdc++, the package says ${said}`]
      : [];
  });
}
