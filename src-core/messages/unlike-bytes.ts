/** @file Two sizes, told so that they differ. */
import { bytesInWords } from "./bytes-in-words.ts";
import { said } from "./said.ts";
import type { Message } from "./template.ts";

/** What is needed and what there is: to the byte where the words would be the same. */
export function unlikeBytes(needed: number, free: number): [needed: Message, free: Message] {
  const key = bytesInWords(needed) === bytesInWords(free) ? "bytes.exact" : "bytes";
  return [said(key, { bytes: Math.ceil(needed) }), said(key, { bytes: free })];
}
