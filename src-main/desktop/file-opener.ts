/** @file Opens files and folders that the window did not ask for: from the menu, the command line, the system. */
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { app } from "electron";
import type { Api } from "../api/api.ts";
import type { HostEvents } from "../api/host-events.ts";
import { toFailure } from "../engine/failure.ts";
import type { RecentFiles } from "./recent-files.ts";
import type { SortedPaths } from "./sort-paths.ts";
import { sortPaths } from "./sort-paths.ts";

export class FileOpener {
  private readonly api: Pick<Api, "images" | "drafts" | "offers">;
  private readonly events: HostEvents;
  private readonly recent: Pick<RecentFiles, "add">;

  constructor(
    api: Pick<Api, "images" | "drafts" | "offers">,
    events: HostEvents,
    recent: Pick<RecentFiles, "add">,
  ) {
    this.recent = recent;
    this.api = api;
    this.events = events;
  }

  /** Tells the window of what came together, or of why it cannot be opened. */
  async open(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    // The engine, which looks at an image, cannot be started before.
    await app.whenReady();
    try {
      const found = paths.map(async (path) => ({ path, isFolder: await isFolderAt(path) }));
      const all = await Promise.all(found);
      await this.tell(sortPaths(all));
      for (const { path, isFolder } of all) if (isFolder) this.recent.add(path);
    } catch (cause) {
      this.events.emit({ type: "failed", error: toFailure(cause) });
    }
  }

  private async tell({ batch, model, image, leftOut }: SortedPaths): Promise<void> {
    const { images, drafts, offers } = this.api;
    if (batch.length > 0)
      this.events.emit({
        type: "offered",
        offers: await Promise.all(batch.map((path) => offers.add(path))),
      });
    if (image !== null) {
      this.events.emit({ type: "opened", image: await images.add(image) });
      this.recent.add(image);
    }
    const [first, ...parts] = model;
    if (first === undefined) return;
    const draft = await drafts.open(first);
    for (const part of parts) drafts.addPath(draft.id, part);
    const others = leftOut.map((path) => basename(path));
    this.events.emit({ type: "drafted", draft, leftOut: others });
  }
}

const isFolderAt = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
