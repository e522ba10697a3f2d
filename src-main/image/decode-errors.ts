/** @file How a file that gives no pixels is told, in one line. */
import { UserError } from "../../src-core/contract/failure.ts";
import { reason } from "../reason.ts";

/** A file may be whole, and of a kind that is not read; the message is a sentence about "it". */
export class NotRead extends Error {}

export const unreadable = (path: string, cause: unknown): UserError =>
  new UserError("image-unreadable", `${path}: cannot be read (${reason(cause)}): check the path`, {
    cause,
  });

export function notWhole(path: string, cause: unknown): UserError {
  if (cause instanceof UserError) return cause;
  const message =
    cause instanceof NotRead
      ? `${path}: cannot be read (${cause.message}): save it as PNG, JPEG, or TIFF with LZW or Deflate`
      : `${path}: is no whole image that can be decoded (${words(cause)}): export it again as PNG, JPEG, WebP or TIFF`;
  return new UserError("image-unreadable", message, { cause });
}

/** A decoder's own words, but where they are of the program's inside. */
function words(cause: unknown): string {
  const own = reason(cause).replace(/:\s*$/, "");
  return own.includes("failOn setting") ? "its decoder warns of it" : own;
}
