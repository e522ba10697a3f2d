/** @file Which of the files that a browser sends are taken: those that a walk of the folder would take. */
import { isImageFile, isJunk } from "../../src-core/contract/file-kinds.ts";

/** @param parts the folder that was named, folders, the file */
export function isTaken(parts: readonly string[]): boolean {
  if (parts.length < 2) return true; // What is named itself is taken as it is.
  return isImageFile(parts.at(-1) ?? "") && !parts.slice(1, -1).some(isJunk);
}
