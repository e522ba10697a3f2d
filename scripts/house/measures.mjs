/** @file How long files are, and how full folders: what a reader has to hold at once. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const bounds = { longest: 300, median: 65, folder: 30 };

/** @param paths of source files from the root on */
export function measures(root, paths) {
  const lines = paths.map((path) => ({
    path,
    lines: readFileSync(join(root, path), "utf8").split("\n").length - 1,
  }));
  const sorted = lines.map((file) => file.lines).sort((a, b) => a - b);
  const folders = new Map();
  for (const path of paths) folders.set(dirname(path), (folders.get(dirname(path)) ?? 0) + 1);
  return {
    files: paths.length,
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    long: lines.filter((file) => file.lines > bounds.longest),
    full: [...folders].filter(([, count]) => count > bounds.folder),
  };
}
