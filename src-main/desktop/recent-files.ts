/** @file What was opened lately: in the system's list, and in a list of our own where its menu has none. */
import { join } from "node:path";
import { app } from "electron";
import { z } from "zod";
import type { TellState } from "../files/kept-file.ts";
import { KeptFile } from "../files/kept-file.ts";
import type { KeptFormat } from "../files/versioned.ts";

const most = 10;

const content = z.object({ paths: z.array(z.string()).max(most) });

const format: KeptFormat<z.infer<typeof content>> = {
  // Version 0 was the list alone.
  migrations: [(paths) => ({ paths })],
  schema: content,
  initial: { paths: [] },
};

export class RecentFiles {
  private readonly listeners = new Set<() => void>();
  private readonly tell: TellState;
  private opened: KeptFile<z.infer<typeof content>> | null = null;
  private known: readonly string[] | null = null;

  constructor(tell: TellState) {
    this.tell = tell;
  }

  /** Newest first. */
  get paths(): readonly string[] {
    return (this.known ??= this.file.read().paths);
  }

  add(path: string): void {
    // The Windows taskbar and the macOS menu and dock show it; Linux has no such list.
    app.addRecentDocument(path);
    const others = this.paths.filter((other) => other !== path);
    const paths = [path, ...others].slice(0, most);
    // Where it cannot be written, the list holds until the app ends.
    this.file.keep(() => ({ paths }));
    this.changed(paths);
  }

  clear(): void {
    app.clearRecentDocuments();
    this.file.clear();
    this.changed([]);
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** Not before the first instance is known to be the first: a second one reads nothing. */
  private get file(): KeptFile<z.infer<typeof content>> {
    const path = join(app.getPath("userData"), "recent.json");
    return (this.opened ??= new KeptFile(path, format, this.tell));
  }

  private changed(paths: readonly string[]): void {
    this.known = paths;
    for (const listener of this.listeners) listener();
  }
}
