/** @file How a file that gives no pixels is told, in one line. */
import { UserError } from "../../src-core/contract/failure.ts";
import { inEnglish, said, Told } from "../../src-core/messages/said.ts";
import type { Message } from "../../src-core/messages/template.ts";
import { why } from "../reason.ts";

/** A file may be whole, and of a kind that is not read; the message is a sentence about "it". */
export class NotRead extends Told {}

export const unreadable = (path: string, cause: unknown): UserError =>
  new UserError("image-unreadable", said("image.unreadable", { path, why: why(cause) }), {
    cause,
  });

export function notWhole(path: string, cause: unknown): UserError {
  if (cause instanceof UserError) return cause;
  const message =
    cause instanceof NotRead
      ? said("image.not-read", { path, why: why(cause) })
      : said("image.not-whole", { path, why: words(cause) });
  return new UserError("image-unreadable", message, { cause });
}

/** A decoder's own words, but where they are of the program's inside. */
function words(cause: unknown): Message {
  const own = why(cause);
  const text = inEnglish(own);
  if (text.includes("failOn setting")) return said("image.decoder-warns");
  const { text: told } = own.params;
  // Some end in a colon, behind which a second line came.
  return told === text ? { ...own, params: { text: text.replace(/:\s*$/, "") } } : own;
}
