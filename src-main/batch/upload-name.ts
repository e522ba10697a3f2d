/** @file Names of files that a browser sends: they may have folders, and may lead nowhere else. */
import { z } from "zod";

const segment = (part: string): boolean =>
  part !== "" && part !== "." && part !== ".." && Buffer.byteLength(part) <= 255;

/** `scans/inner/é.png`. Refused: `../x`, `/x`, `C:\x`, `a//b`. A colon or backslash is a letter only where systems say so. */
export const uploadName = z
  .string()
  .max(4096)
  .refine(
    (name) =>
      !name.includes("\0") &&
      !name.includes("\\") &&
      !/^[a-z]:/i.test(name) &&
      name.split("/").every(segment),
    "is no name below a folder, like scans/a.png",
  );
