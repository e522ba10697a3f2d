/** @file What is told when something cannot be written. */
import { UserError } from "../../src-core/contract/failure.ts";
import { reason } from "../reason.ts";

/** @returns the system's error as the user reads it; every other one (the caller's own, a cancel) stays as it is */
export function unwritable(path: string, cause: unknown): Error {
  if (!(cause instanceof Error)) return new Error(String(cause), { cause });
  if (!("syscall" in cause)) return cause;
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT")
    return new UserError(
      "disk-full",
      `${path}: the disk is full: make room or name another place, then start again`,
      { cause },
    );
  return new UserError("output-unwritable", `${path}: cannot be written (${reason(cause)})`, {
    cause,
  });
}
