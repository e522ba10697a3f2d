/**
 * @file A small JSON file that is kept from one start to the next, with the version of its format in it.
 *
 * [Note: Never over what is not understood] A file that cannot be understood is set aside, one of a newer version or one that cannot be
 * read stays as it is and what changes holds until the process ends. Each is told once: who finds the defaults wants to know why.
 */
import { readFileSync, rmSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { StateNotice } from "../../src-core/contract/state.ts";
import { stateMessage } from "../../src-core/contract/state.ts";
import { reason } from "../reason.ts";
import { replaceFile } from "./replace-file.ts";
import { setAside } from "./set-aside.ts";
import { unwritable } from "./unwritable.ts";
import { understood } from "./versioned.ts";
import type { KeptFormat } from "./versioned.ts";

export type TellState = (notice: StateNotice) => void;

/** Bytes: nothing that is kept like this comes near it. */
const largest = 16 * 2 ** 20;

const onStderr: TellState = (notice) => {
  console.warn(stateMessage(notice));
};

export class KeptFile<T extends object> {
  private readonly path: string;
  private readonly format: KeptFormat<T>;
  private readonly tell: TellState;
  private readonly said = new Set<string>();
  /** What holds while nothing may be written. */
  private held: T | null = null;

  constructor(path: string, format: KeptFormat<T>, tell: TellState = onStderr) {
    this.path = path;
    this.format = format;
    this.tell = tell;
  }

  /** As it is now; the defaults where there is none. */
  read(): T {
    return this.look().content;
  }

  /**
   * Changes what is there now, which another process may have written.
   * @returns the new content; it is not on the disk where the file is one that must not be replaced, which is told
   * @throws UserError where it cannot be written
   */
  change(make: (now: T) => T): T {
    const { content, isOurs } = this.look();
    const made = make(content);
    if (!isOurs) return (this.held = made);
    const { migrations } = this.format;
    const versioned = Object.assign({ version: 0 }, made, { version: migrations.length });
    try {
      replaceFile(this.path, `${JSON.stringify(versioned, null, 2)}\n`);
    } catch (cause) {
      throw unwritable(this.path, cause, "change it again");
    }
    return made;
  }

  /** The same where nobody waits for it: what cannot be written is told, once. */
  keep(make: (now: T) => T): void {
    try {
      this.change(make);
    } catch (cause) {
      const told = reason(cause).replace(`${this.path}: `, "");
      this.say({ code: "unwritten", path: this.path, reason: told });
    }
  }

  /** Back to the defaults. */
  clear(): void {
    this.held = null;
    if (this.look().isOurs) rmSync(this.path, { force: true });
  }

  private look(): { readonly content: T; readonly isOurs: boolean } {
    const { path, format } = this;
    const foreign = (notice: StateNotice) => {
      this.say(notice);
      return { content: this.held ?? format.initial, isOurs: false };
    };
    // Once more where another process was just replacing or moving it.
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        const bytes = readWhole(path);
        if (bytes === null) break;
        const found = understood(bytes, format);
        if ("content" in found) return { content: found.content, isOurs: true };
        if ("newer" in found)
          return foreign({
            code: "newer",
            path,
            version: found.newer,
            known: format.migrations.length,
          });
        const aside = moved(path, bytes, found.damage);
        if (aside === null) continue;
        this.say({ code: "set-aside", path, reason: found.damage, setAside: basename(aside) });
        break;
      } catch (cause) {
        return foreign({ code: "unreadable", path, reason: reason(cause) });
      }
    }
    return { content: format.initial, isOurs: true };
  }

  private say(notice: StateNotice): void {
    // What is free on a full disk is another number each time.
    const about = "setAside" in notice ? notice.setAside : notice.code;
    if (this.said.has(about)) return;
    this.said.add(about);
    this.tell(notice);
  }
}

/** @returns as `setAside` @throws Error where it must stay, with all that is wrong */
function moved(path: string, bytes: Uint8Array, damage: string): string | null {
  try {
    return setAside(path, bytes);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(`${damage}, and it cannot be set aside: ${code ?? reason(cause)}`, { cause });
  }
}

/** @returns null where there is none @throws where it is no file, or cannot be read */
function readWhole(path: string): Buffer | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return null;
  if (!found.isFile()) throw new Error("it is no file");
  if (found.size > largest) throw new Error(`it has ${found.size} bytes, more than ${largest}`);
  return readFileSync(path);
}
