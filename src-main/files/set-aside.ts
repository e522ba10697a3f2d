/** @file A file that cannot be understood is kept beside its place: nobody knows yet what is in it. */
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";

/** Of one file; the oldest go. */
const most = 5;

/**
 * Gives the file another name, with a number higher than all before: `settings.json.broken-3`.
 * @param content that could not be understood
 * @returns the new path; null where the file is another one meanwhile, which then stays where it is
 * @throws the system's error where it cannot be moved
 */
export function setAside(path: string, content: Uint8Array): string | null {
  const earlier = numbersOf(path);
  const aside = numbered(path, (earlier[0] ?? 0) + 1);
  try {
    renameSync(path, aside);
  } catch (cause) {
    // Somebody else was quicker.
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw cause;
  }
  if (!readFileSync(aside).equals(content)) {
    // Between our look and our move somebody wrote a new one: it goes back, unless there is a newer one yet.
    if (!existsSync(path)) renameSync(aside, path);
    return null;
  }
  for (const number of earlier.slice(most - 1)) rmSync(numbered(path, number), { force: true });
  return aside;
}

const numbered = (path: string, number: number): string => `${path}.broken-${number}`;

/** Numbers of what was set aside of it, the newest first. */
function numbersOf(path: string): number[] {
  const start = `${basename(path)}.broken-`;
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(start) && /^[1-9]\d{0,8}$/.test(name.slice(start.length)))
    .map((name) => Number(name.slice(start.length)))
    .sort((a, b) => b - a);
}
