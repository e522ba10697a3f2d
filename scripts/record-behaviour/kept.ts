/** @file What is kept of files and bodies: texts as they are normalised, anything else as it is, or by its sum where it is large. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Normalize } from "./normalize/normalize.ts";
import { zipEntries } from "./zip.ts";

const largest = 2 ** 20;

const sum = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The text that the bytes are, or null. */
export function textIn(bytes: Buffer): string | null {
  const text = bytes.toString("utf8");
  return !text.includes("\0") && Buffer.from(text, "utf8").equals(bytes) ? text : null;
}

/** A text for any content; of an archive, which holds dates, what lies in it. */
export function described(bytes: Buffer, normalize: Normalize): string {
  const entries = zipEntries(bytes);
  if (entries)
    return entries.map(({ name, data }) => `${name}: ${described(data, normalize)}`).join("\n");
  const text = textIn(bytes);
  return text === null ? `${bytes.length} bytes, sha256 ${sum(bytes)}` : normalize(text);
}

export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Keeps all files below a folder; an empty folder too. */
export function keepFolder(from: string, to: string, normalize: Normalize): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const target = join(to, normalize(relative(from, path)));
    if (entry.isDirectory()) mkdirSync(target, { recursive: true });
    if (!entry.isFile()) continue;
    const bytes = readFileSync(path);
    const text = bytes.length > largest ? null : textIn(bytes);
    mkdirSync(dirname(target), { recursive: true });
    if (bytes.length > largest) writeFileSync(`${target}.sum`, `${described(bytes, normalize)}\n`);
    else writeFileSync(target, text === null ? bytes : normalize(text));
  }
}
