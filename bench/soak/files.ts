/** @file What lies in folders, and whether it is ever more. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Bytes of each file below, by its path; an empty folder counts as one of none. */
export function filesIn(folder: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) continue;
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size !== undefined) found.set(path.slice(folder.length + 1), size);
  }
  return found;
}
