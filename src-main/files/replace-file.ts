/** @file A small file whose content is replaced: the old one or the new one is there, whatever happens meanwhile. */
import { said } from "../../src-core/messages/said.ts";
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import { isAlive } from "./is-alive.ts";
import { makeFolderSync } from "./make-folder.ts";

/** Of a file that is new: what is kept is its user's alone. */
const ownMode = 0o600;

/**
 * Writes it beside its place, has the disk take it, and gives it its name then. A link keeps leading where it leads, and who may
 * read the file stays as it was.
 * @param check is called before it gets its name; where it throws, all stays as it was
 * @throws the system's error, UserError where a link leads nowhere; what was there is there still, and nothing else
 */
export function replaceFile(path: string, text: string, check = (): void => undefined): void {
  const target = targetOf(path);
  makeFolderSync(dirname(target));
  removeParts(target);
  const part = `${target}.${process.pid}.part`;
  const file = openSync(part, "wx", ownMode);
  try {
    try {
      const mode = (statSync(target, { throwIfNoEntry: false })?.mode ?? ownMode) & 0o777;
      if (mode !== ownMode) fchmodSync(file, mode);
      const bytes = Buffer.from(text);
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
      sync(file);
    } finally {
      closeSync(file);
    }
    check();
    renameSync(part, target);
  } catch (cause) {
    rmSync(part, { force: true });
    throw cause;
  }
  syncFolder(dirname(target));
}

/** Where a file lies that may be a link; it need not be there yet. @throws UserError where a link leads nowhere */
export function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    demandNoDeadLink(path);
    return path; // none yet
  }
}

/** @throws UserError where it is a link to what is not there: on a disk that is not mounted, say */
export function demandNoDeadLink(path: string): void {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new UserError(
    "output-unwritable",
    said("files.dead-link", { path, target: readlinkSync(path) }),
  );
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
