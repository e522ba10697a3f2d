/** @file Where a system's loader finds a library that a native file in a package imports, by that loader's own rules. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Import, NativeFile } from "./loadable.ts";
import { systemHas } from "./system-libraries.ts";

/**
 * @param path of the file that imports
 * @param program folder of the program that is run
 * @returns whether it is there: in the package, or in the system
 */
export function isFound(
  { name, delayed }: Import,
  file: NativeFile,
  path: string,
  program: string,
): boolean {
  if (systemHas[file.system](name)) return true;
  if (file.system === "win32") {
    // Asked for late, the program itself answers: what is built with node-gyp sees to that.
    if (delayed && name.toLowerCase() === "node.exe") return true;
    return isBeside(path, name) || isProgram(program, name);
  }
  return placesOf(name, file, dirname(path), program).some((place) => existsSync(place));
}

/**
 * Node loads a library with LOAD_WITH_ALTERED_SEARCH_PATH: its folder is searched in place of the program's.
 * Names are the same in capitals and in small letters.
 */
const isBeside = (path: string, name: string): boolean => has(dirname(path), name);

/** It is in memory, and is not looked for. */
const isProgram = (program: string, name: string): boolean =>
  name.toLowerCase().endsWith(".exe") && has(program, name);

const has = (folder: string, name: string): boolean =>
  readdirSync(folder).some((file) => file.toLowerCase() === name.toLowerCase());

function placesOf(name: string, file: NativeFile, folder: string, program: string): string[] {
  const place = (path: string): string =>
    resolve(
      path
        .replace(/^(\$ORIGIN|\$\{ORIGIN\}|@loader_path)(?=\/|$)/, folder)
        .replace(/^@executable_path(?=\/|$)/, program),
    );
  if (file.system === "darwin" && !name.startsWith("@rpath/")) return [place(name)];
  const last = name.replace(/^@rpath\//, "");
  return file.searchPaths.map((path) => join(place(path), last));
}
