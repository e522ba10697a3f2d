/** @file A small file whose content is replaced: the old one or the new one is there, whatever happens meanwhile. */
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { isAlive } from "./is-alive.ts";
import { makeFolderSync } from "./make-folder.ts";

/**
 * Writes it beside its place, has the disk take it, and gives it its name then. A link keeps leading where it leads.
 * @throws the system's error; what was there is there still, and nothing else
 */
export function replaceFile(path: string, text: string): void {
  makeFolderSync(dirname(path));
  const target = followed(path);
  removeParts(target);
  const part = `${target}.${process.pid}.part`;
  const file = openSync(part, "wx");
  try {
    try {
      const bytes = Buffer.from(text);
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
      sync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, target);
  } catch (cause) {
    rmSync(part, { force: true });
    throw cause;
  }
  syncFolder(dirname(target));
}

function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // none yet
  }
}

/** What a process left that was killed, or an earlier one of our number. */
function removeParts(target: string): void {
  const start = `${basename(target)}.`;
  for (const name of readdirSync(dirname(target))) {
    const pid = /^(\d+)\.part$/.exec(name.startsWith(start) ? name.slice(start.length) : "")?.[1];
    if (pid === undefined || (Number(pid) !== process.pid && isAlive(Number(pid)))) continue;
    try {
      rmSync(join(dirname(target), name), { force: true });
    } catch {
      // What is in the way of that is none of a file's parts.
    }
  }
}

function sync(file: number): void {
  try {
    fsyncSync(file);
  } catch (cause) {
    // Some network and special file systems know no such call; a full disk may tell of it here alone.
    const { code = "" } = cause as NodeJS.ErrnoException;
    if (!["EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP"].includes(code)) throw cause;
  }
}

/** That a file has its name now is the folder's content. */
function syncFolder(folder: string): void {
  try {
    const open = openSync(folder, "r");
    try {
      fsyncSync(open);
    } finally {
      closeSync(open);
    }
  } catch {
    // Windows opens no folders; the file itself is whole either way.
  }
}
