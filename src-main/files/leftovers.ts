/** @file What processes that were killed left where users keep things: parts of files and folders that never became whole. */
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isAlive } from "./is-alive.ts";

/** As `writeNew` and its kin name what is not whole yet. */
const part = /^(.+)\.(\d+)\.part$/;

/**
 * Removes parts whose process is no more.
 * @param isOurs of the name that it was to have: the folder may hold other things, and programs that name parts like us
 * @param age milliseconds since they were touched, where a process of another machine may be at work in the folder, too
 */
export async function removeLeftovers(
  folder: string,
  isOurs: (name: string) => boolean,
  age = 0,
): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const { name, parentPath } of entries) {
    const [, whole = "", digits = ""] = part.exec(name) ?? [];
    const pid = Number(digits);
    if (whole === "" || !isOurs(whole) || pid === process.pid || isAlive(pid)) continue;
    const path = join(parentPath, name);
    const touched = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Infinity,
    );
    if (Date.now() - touched < age) continue;
    // What is in the way of that is in nobody else's.
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
