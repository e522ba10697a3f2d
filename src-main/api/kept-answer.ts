/** @file An answer that is kept as long as the files that it is about stay as they are: who asks again need not wait for an engine at work. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { versionOf } from "../files/version-of.ts";

interface Keeping<T> {
  /** Whose files the answer is about; where none is named it is asked for each time. */
  readonly folders: readonly string[];
  /** Whether it will be the same as long as the files are: of a failure it is not known what of. */
  readonly isLasting: (answer: T) => boolean;
}

export class KeptAnswer<T> {
  private readonly keeping: Keeping<T>;
  private readonly ask: () => Promise<T>;
  private kept: { readonly files: string; readonly answer: Promise<T> } | null = null;

  constructor(keeping: Keeping<T>, ask: () => Promise<T>) {
    this.keeping = keeping;
    this.ask = ask;
  }

  /** @throws what asking throws, which is not kept */
  async get(): Promise<T> {
    const { folders, isLasting } = this.keeping;
    if (folders.length === 0) return this.ask();
    // Looked at before it is asked: what changes meanwhile is asked for anew next time.
    const files = await stateOf(folders);
    if (this.kept?.files === files) return this.kept.answer;
    const kept = { files, answer: this.ask() };
    this.kept = kept;
    let lasts = false;
    try {
      const answer = await kept.answer;
      lasts = isLasting(answer);
      return answer;
    } finally {
      if (!lasts && this.kept === kept) this.kept = null;
    }
  }
}

/** Of all files and folders below; what a folder is a link to is looked into. */
async function stateOf(folders: readonly string[]): Promise<string> {
  const parts = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      const inside = names.map(async (name) => {
        const below = await readdir(join(folder, name), { recursive: true }).catch(() => []);
        return [name, ...below.map((one) => join(name, one))];
      });
      const all = (await Promise.all(inside)).flat().sort();
      return Promise.all([folder, ...all.map((name) => join(folder, name))].map(stateOfFile));
    }),
  );
  return JSON.stringify(parts);
}

const stateOfFile = (path: string): Promise<string> =>
  versionOf(path).catch(() => `${path} is not there`);
