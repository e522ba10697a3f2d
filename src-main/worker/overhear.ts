/** @file What a process writes to its standard error: passed on, and the last of it kept for when it ends. */
import { writeSync } from "node:fs";
import type { Readable } from "node:stream";

/** Characters. */
const most = 4000;

/** @returns gives the last that was said */
export function overhear(stream: Readable | null): () => string {
  let said = "";
  stream?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-most);
    try {
      writeSync(2, text);
    } catch {
      // Nobody listens there, or not fast enough.
    }
  });
  stream?.on("error", () => undefined);
  return () => said;
}
