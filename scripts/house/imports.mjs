/** @file Which file imports which: types count, for a reader has to follow them as well. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import ts from "typescript";

export const parts = {
  /** What is delivered, and has rooms. */
  product: ["src-core", "src-main", "src-renderer"],
  /** What tests, measures, builds and trains it. */
  around: ["test", "bench", "scripts", "models/training"],
};

export const isSource = (name) => /\.(ts|svelte|mjs|py)$/.test(name);
const isGenerated = (path) => path.startsWith("src-core/network/schema/");

/** Paths of the source files of some parts, from the root on. */
export function sourceFiles(root, among = [...parts.product, ...parts.around]) {
  const walk = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return walk(path);
      return isSource(entry.name) && !isGenerated(path) ? [path] : [];
    });
  return among
    .filter((part) => existsSync(join(root, part)))
    .flatMap(walk)
    .sort();
}

/** Modules of Python beside the file itself. */
const pythonImports = (text) =>
  [...text.matchAll(/^\s*(?:from|import)\s+(\w+)/gm)].map(([, name]) => `./${name}.py`);

function scriptImports(code) {
  const { importedFiles } = ts.preProcessFile(code, true, true);
  return importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith("."));
}

const scriptsOf = (svelte) =>
  [...svelte.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, inside]) => inside).join("\n");

/** What a file imports of the project. @param path from the root on */
export function importsOf(root, path) {
  const text = readFileSync(join(root, path), "utf8");
  const specifiers = path.endsWith(".py")
    ? pythonImports(text)
    : scriptImports(path.endsWith(".svelte") ? scriptsOf(text) : text);
  return specifiers
    .map((specifier) => posix.join(dirname(path), specifier))
    .filter((target) => isSource(target) && existsSync(join(root, target)));
}

/** @returns {Map<string, string[]>} of each file those that it imports */
export const importGraph = (root) =>
  new Map(sourceFiles(root).map((path) => [path, [...new Set(importsOf(root, path))]]));
