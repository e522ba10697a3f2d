/** @file Which file imports which: types count, for a reader has to follow them as well. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import ts from "typescript";

const parts = ["src-core", "src-main", "src-renderer"];
export const isSource = (name) => /\.(ts|svelte)$/.test(name);
const isGenerated = (path) => path.includes("/schema/");

/** Paths of all source files, from the root on. */
export function sourceFiles(root) {
  const walk = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return walk(path);
      return isSource(entry.name) && !isGenerated(path) ? [path] : [];
    });
  return parts.flatMap(walk).sort();
}

/** What a file imports of the house. @param path from the root on */
export function importsOf(root, path) {
  const text = readFileSync(join(root, path), "utf8");
  const code = path.endsWith(".svelte")
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)]
        .map(([, inside]) => inside)
        .join("\n")
    : text;
  return ts
    .preProcessFile(code, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => posix.join(dirname(path), specifier))
    .filter((target) => isSource(target) && existsSync(join(root, target)));
}

/** @returns {Map<string, string[]>} of each file those that it imports */
export const importGraph = (root) =>
  new Map(sourceFiles(root).map((path) => [path, [...new Set(importsOf(root, path))]]));
