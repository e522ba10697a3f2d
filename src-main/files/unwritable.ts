/** @file What is told when something cannot be written: why, with what the disk says of itself, and what helps. */
import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import { bytesInWords } from "../bytes-in-words.ts";
import { reason } from "../reason.ts";
import { userFolder } from "./user-folder.ts";

const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException | null)?.code ?? "";

/** Whether a disk has no room for it, or a user's share of it has none. */
export const isFull = (cause: unknown): boolean => ["ENOSPC", "EDQUOT"].includes(codeOf(cause));

/**
 * @param then what the user does once there is room
 * @returns the system's error as the user reads it; every other one (the caller's own, a cancel) stays as it is
 */
export function unwritable(path: string, cause: unknown, then = "start again"): Error {
  if (!(cause instanceof Error)) return new Error(String(cause), { cause });
  if (!("syscall" in cause)) return cause;
  return isFull(cause)
    ? new UserError("disk-full", `${path}: ${fullness(path, cause)}, then ${then}`, { cause })
    : new UserError("output-unwritable", `${path}: ${obstacle(path, cause)}`, { cause });
}

/** What is kept has one place, which is named for all of it. */
const elsewhere = (path: string): string =>
  path.startsWith(userFolder())
    ? "set FULLCONV_HOME to a folder on another disk"
    : "name another place";

function fullness(path: string, cause: unknown): string {
  const help = `make room or ${elsewhere(path)}`;
  if (codeOf(cause) === "EDQUOT") return `your share of the disk is used up: ${help}`;
  const { bytes, files } = leftAt(path);
  if (files === 0) return `the disk takes no more files: remove some or ${elsewhere(path)}`;
  return `the disk is full, ${bytes} are free: ${help}`;
}

function obstacle(path: string, cause: Error): string {
  switch (codeOf(cause)) {
    case "EROFS":
      return `lies on a disk that is read-only: ${elsewhere(path)}`;
    case "EACCES":
    case "EPERM":
      return `is read-only for this user (${reason(cause)}): ${elsewhere(path)}, or change who may write there`;
    default:
      return `cannot be written (${reason(cause)})`;
  }
}

/** What the disk of a path has left, as far as the system tells. */
function leftAt(path: string): { bytes: string; files: number | null } {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const { bavail, bsize, ffree, files } = statfsSync(folder);
      // Some systems make room for files as they come, and count none.
      return { bytes: bytesInWords(bavail * bsize), files: files === 0 ? null : ffree };
    } catch {
      if (dirname(folder) === folder) return { bytes: "0 bytes", files: null };
    }
  }
}
