/**
 * @file One process at a time changes a file that several share: who changes it holds a lock file beside it meanwhile.
 *
 * [Note: A lock that is left behind] It names its process. One whose process is dead is taken away, and one that stands still for seconds
 * while another waits, too: its process is of another machine, or is held. Who lost its lock like that finds out before it writes.
 */
import { said } from "../../src-core/messages/said.ts";
import {
  closeSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { UserError } from "../../src-core/contract/failure.ts";
import { isAlive } from "./is-alive.ts";

/** Milliseconds: a change takes a few of them, some more on a slow disk. */
const stale = 5000;
const patience = 15_000;

/** Throws where the lock was lost. */
export type StillOurs = () => void;

class LostLock extends Error {}

/**
 * @param path of the file, which need not be there; its folder must
 * @param work synchronous; called anew where the lock is lost before it wrote
 * @throws UserError where others hold the lock for too long; the system's error where no lock can be made; what `work` throws
 */
export function locked<T>(path: string, work: (stillOurs: StillOurs) => T): T {
  const lock = `${path}.lock`;
  for (;;) {
    const own = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
    take(lock, own);
    try {
      return work(() => {
        if (contentOf(lock) !== own) throw new LostLock(`${lock} was taken away`);
      });
    } catch (cause) {
      if (!(cause instanceof LostLock)) throw cause;
    } finally {
      if (contentOf(lock) === own) rmSync(lock, { force: true });
    }
  }
}

/** Waits for it. */
function take(lock: string, own: string): void {
  const begun = performance.now();
  let seen = { content: contentOf(lock), since: begun };
  while (!made(lock, own)) {
    const now = performance.now();
    const content = contentOf(lock);
    if (content !== seen.content) seen = { content, since: now };
    if (content !== null && (isOfDead(content) || now - seen.since > stale))
      takeAway(lock, content);
    else if (now - begun > patience)
      throw new UserError(
        "output-unwritable",
        said("files.locked", { lock, seconds: Math.round(patience / 1000) }),
      );
    else pause(1 + Math.random() * 4);
  }
}

function made(lock: string, own: string): boolean {
  let file: number;
  try {
    file = openSync(lock, "wx", 0o600);
  } catch (cause) {
    const { code = "" } = cause as NodeJS.ErrnoException;
    // Windows refuses the name of one that is just being removed.
    const isTaken = code === "EEXIST" || (code === "EPERM" && contentOf(lock) !== null);
    if (!isTaken) throw cause;
    return false;
  }
  try {
    writeSync(file, own);
  } catch (cause) {
    rmSync(lock, { force: true });
    throw cause;
  } finally {
    closeSync(file);
  }
  return true;
}

/** One that another process took meanwhile is given back. */
function takeAway(lock: string, content: string): void {
  const aside = `${lock}.${process.pid}.part`;
  try {
    renameSync(lock, aside);
    if (contentOf(aside) === content) rmSync(aside, { force: true });
    else if (contentOf(lock) === null) renameSync(aside, lock);
  } catch {
    // Somebody else was quicker, or it is no file: whoever waits is told at the end.
    pause(5);
  }
}

/** Null where there is none, or what is there is no file. */
function contentOf(lock: string): string | null {
  try {
    return lstatSync(lock).isFile() ? readFileSync(lock, "utf8") : null;
  } catch {
    return null;
  }
}

function isOfDead(content: string): boolean {
  try {
    const { pid, host } = JSON.parse(content) as { pid: unknown; host: unknown };
    return host === hostname() && Number.isSafeInteger(pid) && !isAlive(Number(pid));
  } catch {
    // It is just being written.
    return false;
  }
}

const pause = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};
