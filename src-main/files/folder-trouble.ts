/** @file Why a folder that is kept cannot be looked into: one that is not there is none yet. */
import { lstat, readdir, readlink, stat } from "node:fs/promises";
import type { StateNotice } from "../../src-core/contract/state.ts";
import { reason } from "../reason.ts";
import type { TellState } from "./kept-file.ts";

/** @returns null where it can be, or there is none yet; else why, and what to do */
export async function folderTrouble(path: string): Promise<string | null> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return null;
  try {
    if (!(await stat(path)).isDirectory()) return "it is no folder: move it away";
    await readdir(path);
    return null;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" && found.isSymbolicLink())
      return `it is a link to ${await readlink(path)}, which is not there: mount its disk, or remove the link`;
    return `${reason(cause)}: let this user read it`;
  }
}

/** Tells of folders that cannot be looked into: each reason once, until it is gone. */
export class FolderNotices {
  private readonly tell: TellState;
  private readonly said = new Map<string, string>();

  constructor(tell: TellState) {
    this.tell = tell;
  }

  async check(path: string): Promise<void> {
    const trouble = await folderTrouble(path);
    if (trouble === null) this.said.delete(path);
    else if (this.said.get(path) !== trouble) {
      this.said.set(path, trouble);
      const notice: StateNotice = { code: "unreadable", path, reason: trouble };
      this.tell(notice);
    }
  }
}
