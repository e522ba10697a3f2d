/** @file An answer that is kept as long as the files that it is about stay as they are: who asks again need not wait for an engine at work. */
import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

export class KeptAnswer<T> {
  private readonly folders: readonly string[];
  private readonly ask: () => Promise<T>;
  private kept: { readonly files: string; readonly answer: Promise<T> } | null = null;

  /** @param folders whose files the answer is about; where none is named it is asked for each time */
  constructor(folders: readonly string[], ask: () => Promise<T>) {
    this.folders = folders;
    this.ask = ask;
  }

  /** @throws what asking throws, which is not kept */
  async get(): Promise<T> {
    if (this.folders.length === 0) return this.ask();
    // Looked at before it is asked: what changes meanwhile is asked for anew next time.
    const files = await stateOf(this.folders);
    if (this.kept?.files === files) return this.kept.answer;
    const kept = { files, answer: this.ask() };
    this.kept = kept;
    return kept.answer.catch((cause: unknown) => {
      if (this.kept === kept) this.kept = null;
      throw cause;
    });
  }
}

/** Names, sizes, and times of all files and folders below. */
async function stateOf(folders: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true }).catch(() => []);
    const told = await Promise.all(
      entries.sort().map(async (name) => {
        const found = await stat(join(folder, name), { bigint: true }).catch(() => null);
        return [name, found?.size, found?.mtimeNs, found?.ctimeNs, found?.ino].join("\0");
      }),
    );
    hash.update(JSON.stringify([folder, told]));
  }
  return hash.digest("hex");
}
