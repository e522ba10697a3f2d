/** @file What was opened lately: in the system's list, and in a list of our own where its menu has none. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import { z } from "zod";

const most = 10;

const list = z.array(z.string()).max(most);

const file = (): string => join(app.getPath("userData"), "recent.json");

export class RecentFiles {
  private readonly listeners = new Set<() => void>();
  private known: readonly string[] | null = null;

  /** Newest first. */
  get paths(): readonly string[] {
    return (this.known ??= read());
  }

  add(path: string): void {
    // The Windows taskbar and the macOS menu and dock show it; Linux has no such list.
    app.addRecentDocument(path);
    this.keep([path, ...this.paths.filter((other) => other !== path)].slice(0, most));
  }

  clear(): void {
    app.clearRecentDocuments();
    this.keep([]);
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  private keep(paths: readonly string[]): void {
    this.known = paths;
    try {
      if (paths.length > 0) writeFileSync(file(), JSON.stringify(paths));
      else rmSync(file(), { force: true });
    } catch {
      // A full or locked disk: the list holds until the app ends.
    }
    for (const listener of this.listeners) listener();
  }
}

function read(): string[] {
  try {
    return list.parse(JSON.parse(readFileSync(file(), "utf8")));
  } catch {
    // The first start, or a file that something else wrote.
    return [];
  }
}
