/**
 * @file A small JSON file that is kept from one start to the next, with the version of its format in it.
 *
 * [Note: Never over what is not understood] A file that cannot be understood is set aside, one of a newer version or one that cannot be
 * read stays as it is; what changes holds until the process ends, or until the file is good again, which it is merged into then. Each
 * is told once as long as it lasts: who finds the defaults wants to know why.
 */
import { because } from "../../src-core/contract/message.ts";
import type { Message } from "../../src-core/messages/template.ts";
import { Told, said } from "../../src-core/messages/said.ts";
import { rmSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import type { StateNotice } from "../../src-core/contract/state.ts";
import { stateMessage } from "../../src-core/contract/state.ts";
import { reason, why } from "../reason.ts";
import { locked } from "./file-lock.ts";
import { makeFolderSync } from "./make-folder.ts";
import { largestKept, readRegularUpToSync } from "./regular-file.ts";
import { demandNoDeadLink, replaceFile, targetOf } from "./replace-file.ts";
import { setAside } from "./set-aside.ts";
import { unwritable } from "./unwritable.ts";
import { understood } from "./versioned.ts";
import type { KeptFormat } from "./versioned.ts";

export type TellState = (notice: StateNotice) => void;

const onStderr: TellState = (notice) => {
  console.warn(stateMessage(notice));
};

interface Look<T> {
  readonly content: T;
  /** Null where it may be written. */
  readonly trouble: StateNotice | null;
}

export class KeptFile<T extends object> {
  private readonly path: string;
  private readonly format: KeptFormat<T>;
  private readonly tell: TellState;
  /** What was told last of why it may not be written, and of why it could not be; null since it was possible again. */
  private readonly said = { foreign: null as string | null, unwritten: null as string | null };
  /** What was changed while nothing may be written: once it may, this is done to what is there then. */
  private waiting: ((now: T) => T)[] = [];

  constructor(path: string, format: KeptFormat<T>, tell: TellState = onStderr) {
    this.path = path;
    this.format = format;
    this.tell = tell;
  }

  /** As it is now; the defaults where there is none. */
  read(): T {
    const { content, trouble } = this.seen();
    if (trouble === null && this.waiting.length > 0) {
      this.keep((now) => now);
      return this.look().content;
    }
    return this.with(content);
  }

  /**
   * Changes what is there now, which another process may have written: one of them at a time.
   * @returns the new content; it is not on the disk where the file is one that must not be replaced, which is told
   * @throws UserError where it cannot be written, or others write it without end
   */
  change(make: (now: T) => T): T {
    // What must not be replaced needs no lock, which its folder may not take.
    const { content, trouble } = this.seen();
    if (trouble !== null) return this.wait(content, make);
    try {
      makeFolderSync(dirname(this.path));
      return locked(targetOf(this.path), (stillOurs) => {
        const now = this.look(true);
        if (now.trouble !== null) return this.wait(now.content, make);
        const made = make(this.with(now.content));
        const { migrations } = this.format;
        const versioned = Object.assign({ version: 0 }, made, { version: migrations.length });
        replaceFile(this.path, `${JSON.stringify(versioned, null, 2)}\n`, stillOurs);
        this.waiting = [];
        this.said.unwritten = null;
        return made;
      });
    } catch (cause) {
      throw unwritable(this.path, cause, "change-again");
    }
  }

  /** The same where nobody waits for it: what cannot be written is told, once. */
  keep(make: (now: T) => T): void {
    try {
      this.change(make);
    } catch (cause) {
      // What waited is told of with it, and does not come back later.
      this.waiting = [];
      // What is free on a full disk is another number each time.
      const kind = cause instanceof UserError ? cause.code : reason(cause);
      if (this.said.unwritten === kind) return;
      this.said.unwritten = kind;
      this.tell({ code: "unwritten", path: this.path, ...because(why(cause), this.path) });
    }
  }

  /** Back to the defaults. */
  clear(): void {
    this.waiting = [];
    if (this.seen().trouble === null) rmSync(this.path, { force: true });
  }

  private wait(content: T, make: (now: T) => T): T {
    const made = make(this.with(content));
    this.waiting.push(make);
    return made;
  }

  private with = (content: T): T => this.waiting.reduce((now, make) => make(now), content);

  /** Looks, and tells what is wrong: each reason once, until it is good again. */
  private seen(): Look<T> {
    const look = this.look();
    const { trouble } = look;
    const what = trouble && JSON.stringify(trouble);
    if (trouble && what !== this.said.foreign) this.tell(trouble);
    this.said.foreign = what;
    return look;
  }

  /** @param isLocked whether nobody else changes it meanwhile */
  private look(isLocked = false): Look<T> {
    const { path, format } = this;
    const foreign = (trouble: StateNotice): Look<T> => ({ content: format.initial, trouble });
    // Once more where another process was just replacing or moving it.
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        const bytes = readWhole(path);
        if (bytes === null) break;
        const found = understood(bytes, format);
        if ("content" in found) return { content: found.content, trouble: null };
        if ("newer" in found)
          return foreign({
            code: "newer",
            path,
            version: found.newer,
            known: format.migrations.length,
          });
        const move = (): string | null => moved(path, bytes, found.damage);
        const aside = isLocked ? move() : lockedMove(path, found.damage, move);
        if (aside === null) continue;
        // Each of them is another file that was lost.
        this.tell({ code: "set-aside", path, ...because(found.damage), setAside: basename(aside) });
        break;
      } catch (cause) {
        return foreign({ code: "unreadable", path, ...because(why(cause), path) });
      }
    }
    return { content: format.initial, trouble: null };
  }
}

/** Nobody writes a new one meanwhile. @throws Error where it must stay */
function lockedMove(path: string, damage: Message, move: () => string | null): string | null {
  try {
    return locked(targetOf(path), move);
  } catch (cause) {
    // What could not be moved says so by itself.
    throw cause instanceof UserError || "syscall" in Object(cause)
      ? mustStay(damage, cause)
      : cause;
  }
}

/** @returns as `setAside` @throws Error where it must stay, with all that is wrong */
function moved(path: string, bytes: Uint8Array, damage: Message): string | null {
  try {
    return setAside(path, bytes);
  } catch (cause) {
    throw mustStay(damage, cause);
  }
}

function mustStay(damage: Message, cause: unknown): Error {
  const { code } = cause as NodeJS.ErrnoException;
  const told = cause instanceof UserError ? undefined : code;
  return new Told(said("files.cannot-set-aside", { damage, why: told ?? why(cause) }), { cause });
}

/** @returns null where there is none @throws where it is no file, or cannot be read */
function readWhole(path: string): Buffer | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    demandNoDeadLink(path);
    return null;
  }
  return readRegularUpToSync(path, largestKept);
}
