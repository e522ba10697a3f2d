/** @file What one fault leaves in several parts of the log is told once. */
import type { Entry } from "../log/entry.ts";

/** Milliseconds within which the same sentence is about the same. */
const soon = 5000;
/** Characters of a sentence that stands in another one by no chance. */
const shortest = 20;

/** @param entries by time @returns without those that only repeat what another part of the app has just said */
export function withoutEchoes(entries: readonly Entry[]): Entry[] {
  const kept: Entry[] = [];
  for (const entry of entries)
    if (!kept.some((earlier) => echoes(entry, earlier))) kept.push(entry);
  return kept;
}

/** "a pass: failed: X after 3 s" and "worker-died: X" say what "X" said. The same part that says the same again has met it again. */
function echoes(later: Entry, earlier: Entry): boolean {
  if (Date.parse(later.time) - Date.parse(earlier.time) > soon) return false;
  if (later.message === earlier.message) return later.room !== earlier.room;
  return earlier.message.length >= shortest && later.message.includes(earlier.message);
}
