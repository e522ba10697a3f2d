/** @file What is told when something cannot be written: why, with what the disk says of itself, and what helps. */
import { said } from "../../src-core/messages/said.ts";
import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Message } from "../../src-core/messages/template.ts";
import { why } from "../reason.ts";
import { userFolder } from "./user-folder.ts";

const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException | null)?.code ?? "";

/** What the user does once there is room. */
type Next = "start-again" | "go-on" | "change-again";

/** Whether a disk has no room for it, or a user's share of it has none. */
export const isFull = (cause: unknown): boolean => ["ENOSPC", "EDQUOT"].includes(codeOf(cause));

/**
 * @param next what the user does once there is room
 * @returns the system's error as the user reads it; every other one (the caller's own, a cancel) stays as it is
 */
export function unwritable(path: string, cause: unknown, next: Next = "start-again"): Error {
  if (!(cause instanceof Error)) return new Error(String(cause), { cause });
  if (!("syscall" in cause)) return cause;
  return isFull(cause)
    ? new UserError(
        "disk-full",
        said("files.full", { path, what: fullness(path, cause), next: said(`files.${next}`) }),
        { cause },
      )
    : new UserError(
        "output-unwritable",
        said("files.unwritable", { path, what: obstacle(path, cause) }),
        { cause },
      );
}

/** What is kept has one place, which is named for all of it. */
const elsewhere = (path: string): Message =>
  said(path.startsWith(userFolder()) ? "files.set-home" : "files.another-place");

function fullness(path: string, cause: unknown): Message {
  const help = { elsewhere: elsewhere(path) };
  if (codeOf(cause) === "EDQUOT") return said("files.share-used-up", help);
  const { bytes, files } = leftAt(path);
  if (files === 0) return said("files.no-more-files", help);
  return said("files.disk-full", { bytes, ...help });
}

function obstacle(path: string, cause: Error): Message {
  switch (codeOf(cause)) {
    case "EROFS":
      return said("files.read-only-disk", { elsewhere: elsewhere(path) });
    case "EACCES":
    case "EPERM":
      return said("files.read-only", { why: why(cause), elsewhere: elsewhere(path) });
    default:
      return said("files.cannot-write", { why: why(cause) });
  }
}

/** What the disk of a path has left, as far as the system tells. */
function leftAt(path: string): { bytes: number; files: number | null } {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const { bavail, bsize, ffree, files } = statfsSync(folder);
      // Some systems make room for files as they come, and count none.
      return { bytes: bavail * bsize, files: files === 0 ? null : ffree };
    } catch {
      if (dirname(folder) === folder) return { bytes: 0, files: null };
    }
  }
}
