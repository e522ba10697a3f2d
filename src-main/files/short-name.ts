/** @file Names that are too long for a file. */
import { createHash } from "node:crypto";

/** A name with more bytes than `longest` keeps its beginning, whole letters of it, and a mark of the whole: two stay two. */
export function shortName(name: string, longest: number): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const mark = createHash("sha256").update(name).digest("hex").slice(0, 8);
  let kept = "";
  for (const character of name) {
    if (Buffer.byteLength(kept + character) > longest - mark.length - 1) break;
    kept += character;
  }
  return `${kept}~${mark}`;
}
