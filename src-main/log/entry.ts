/** @file A line of the log. */
import { z } from "zod";

export const entry = z.strictObject({
  time: z.string(),
  level: z.enum(["info", "warn", "error"]),
  /** The part of the app that says it. */
  room: z.string(),
  message: z.string(),
  /** What of the message is the user's: paths, names of images and models. Diagnostics leave it out. */
  names: z.array(z.string()).optional(),
});

export type Entry = z.infer<typeof entry>;

/** The lines of a log that can be read; a line that a full disk cut off is none. */
export function readEntries(text: string): Entry[] {
  return text.split("\n").flatMap((line) => {
    try {
      return [entry.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}
