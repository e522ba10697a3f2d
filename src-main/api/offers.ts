/** @file Files and folders that the desktop was asked to open, for a batch: known to the window by opaque ids. */
import { said } from "../../src-core/messages/said.ts";
import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import type { Offer, Offered } from "../../src-core/contract/desktop.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { isImageFile } from "../../src-core/contract/file-kinds.ts";
import { isFolder } from "../batch/inputs.ts";
import { Scan } from "../batch/scan.ts";

/** Those that were made longest ago are forgotten when there are more: nobody says that a dialog was closed. */
const most = 10_000;

export class Offers {
  private readonly held = new Map<string, string>();

  async add(path: string): Promise<Offer> {
    const id = randomUUID();
    this.held.set(id, path);
    for (const oldest of this.held.keys()) {
      if (this.held.size <= most) break;
      this.held.delete(oldest);
    }
    return { id, name: basename(path), isFolder: await isFolder(path) };
  }

  /** @throws UserError when the id is unknown */
  path(id: string): string {
    const path = this.held.get(id);
    if (path === undefined) throw new UserError("not-found", said("api.these-files-no-longer"));
    return path;
  }

  /** What a batch would take of it. */
  async look(id: string): Promise<Offered> {
    const path = this.path(id);
    if (!(await isFolder(path))) {
      const images = isImageFile(basename(path)) ? 1 : 0;
      return { images, skipped: 1 - images, problems: [] };
    }
    const scan = new Scan();
    await scan.walk(path, `${basename(path)}/`);
    return { images: scan.images.length, skipped: scan.skipped, problems: scan.problems };
  }
}
