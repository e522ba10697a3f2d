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

export const isSource = (name) => /\.([cm]?[tj]s|[tj]sx|svelte|py)$/.test(name);

/** What a reader reads from above to below, be it imported or not. */
export const isRead = (name) => isSource(name) || /\.(css|html|sh)$/.test(name);

const isGenerated = (path) => path.startsWith("src-core/network/schema/");

/** Whether a path is a place (a folder, a file, or "." for all) or lies in it. */
export const isWithin = (place, path) =>
  place === "." || path === place || path.startsWith(`${place}/`);

/** Paths of the files of some parts, from the root on: of their source, or of all that is of another kind. */
export function sourceFiles(root, among = [...parts.product, ...parts.around], isOne = isSource) {
  const walk = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return walk(path);
      return isOne(entry.name) && !isGenerated(path) ? [path] : [];
    });
  return among
    .filter((part) => existsSync(join(root, part)))
    .flatMap(walk)
    .sort();
}

/** Files of source that lie in the root itself. */
export const looseFiles = (root) =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map(({ name }) => name);

/** Folders that are called as the parts of the product are, and are none. */
export const unknownParts = (root) =>
  readdirSync(root).filter((name) => name.startsWith("src-") && !parts.product.includes(name));

/** Modules of Python beside the file itself; a package has no file there. */
const pythonImports = (root, path, text) =>
  [...text.matchAll(/^\s*(?:from|import)\s+(\w+)/gm)]
    .map(([, name]) => `./${name}.py`)
    .filter((specifier) => existsSync(join(root, targetOf(path, specifier))));

/** Also `createRequire(…)("package")`, which loads at once what an import would load before all else. */
const scriptImports = (code) => [
  ...ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName),
  ...[...code.matchAll(/\bcreateRequire\([^()]*\)\(\s*"([^"]+)"/g)].map(([, name]) => name),
];

const scripts = /<script[^>]*>([\s\S]*?)<\/script>/g;

/** Those of the scripts, and those of the markup (`{#await import("./Large.svelte")}`). */
const svelteImports = (text) => [
  ...scriptImports([...text.matchAll(scripts)].map(([, inside]) => inside).join("\n")),
  ...[...text.replace(scripts, "").matchAll(/\bimport\(\s*["'`]([^"'`]+)["'`]/g)].map(
    ([, name]) => name,
  ),
];

/** What a file imports, as it names it. @param path from the root on */
export function specifiersOf(root, path) {
  const text = readFileSync(join(root, path), "utf8");
  if (path.endsWith(".py")) return pythonImports(root, path, text);
  return [...new Set(path.endsWith(".svelte") ? svelteImports(text) : scriptImports(text))];
}

/** The path, from the root on, that a file means; null where it means a package. */
export const targetOf = (from, specifier) =>
  specifier.startsWith(".") ? posix.join(dirname(from), specifier) : null;

/** @returns {Map<string, string[]>} of each file what it imports, as it names it */
export const specifierMap = (root) =>
  new Map(sourceFiles(root).map((path) => [path, specifiersOf(root, path)]));

/** @returns {Map<string, string[]>} of each file those of the project that it imports */
export function importGraph(root, specifiers = specifierMap(root)) {
  const isThere = (target) => target && isSource(target) && existsSync(join(root, target));
  const targets = (path, names) => names.map((name) => targetOf(path, name)).filter(isThere);
  return new Map(
    [...specifiers].map(([path, names]) => [path, [...new Set(targets(path, names))]]),
  );
}
