/** @file Why a folder that is kept cannot be looked into: one that is not there is none yet. */
import { because } from "../../src-core/contract/message.ts";
import type { Message } from "../../src-core/messages/template.ts";
import { inEnglish, said } from "../../src-core/messages/said.ts";
import { lstat, readdir, readlink, stat } from "node:fs/promises";
import type { StateNotice } from "../../src-core/contract/state.ts";
import { why } from "../reason.ts";
import type { TellState } from "./kept-file.ts";

/** @returns null where it can be, or there is none yet; else why, and what to do */
export async function folderTrouble(path: string): Promise<Message | null> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return null;
  try {
    if (!(await stat(path)).isDirectory()) return said("files.no-folder");
    await readdir(path);
    return null;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" && found.isSymbolicLink())
      return said("files.folder-dead-link", { target: await readlink(path) });
    return said("files.let-read", { why: why(cause) });
  }
}

/** Tells of folders that cannot be looked into: each reason once, until it is gone. */
export class FolderNotices {
  private readonly tell: TellState;
  private readonly told = new Map<string, string>();

  constructor(tell: TellState) {
    this.tell = tell;
  }

  async check(path: string): Promise<void> {
    const trouble = await folderTrouble(path);
    if (trouble === null) this.told.delete(path);
    else if (this.told.get(path) !== inEnglish(trouble)) {
      this.told.set(path, inEnglish(trouble));
      const notice: StateNotice = { code: "unreadable", path, ...because(trouble) };
      this.tell(notice);
    }
  }
}
