/** @file Texts as they are kept: documents and lines of JSON by their fields, everything else by patterns. */
import type { Place } from "../place.ts";
import { normalizedJson } from "./json.ts";
import { patterns } from "./rules.ts";
import { foldedStream } from "./streams.ts";

export type Normalize = (text: string) => string;

export function normalizer({ folder, dist, app }: Place): Normalize {
  const places = [
    [folder, "‹folder›"],
    [dist, "‹app›/dist"],
    [app, "‹app›"],
  ] as const;
  const string = (text: string, whole = text): string => {
    let told = text;
    for (const [path, name] of places) told = told.replaceAll(path, name);
    for (const { pattern, by, within } of patterns)
      if (within?.test(whole) !== false) told = told.replace(pattern, by as string);
    return told;
  };
  return (text) => {
    const document = normalizedJson(text, string);
    if (document !== null) return document;
    const lines = text.split("\n");
    const told = lines.map((line) => normalizedJson(line, string) ?? line);
    // What a line is depends on those around it, as in a table.
    if (told.every((line, index) => line === lines[index])) return string(text);
    return foldedStream(
      told.map((line, index) => (line === lines[index] ? string(line) : line)),
    ).join("\n");
  };
}
