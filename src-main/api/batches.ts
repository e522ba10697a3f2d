/** @file The batches that are kept: in the user's folder, so that they outlive the app. */
import { said } from "../../src-core/messages/said.ts";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { BatchRequest, BatchState } from "../../src-core/contract/batch.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Analyst } from "../analysis/analyst.ts";
import { KeptBatch } from "../batch/kept-batch.ts";
import { RefusedBatch } from "../batch/refused-batch.ts";
import { reason } from "../reason.ts";
import { FolderNotices } from "../files/folder-trouble.ts";
import type { TellState } from "../files/kept-file.ts";
import { userFolder } from "../files/user-folder.ts";

export class Batches {
  private readonly analyst: Pick<Analyst, "checkDevice" | "item" | "models">;
  private readonly folder: string;
  private readonly notices: FolderNotices;
  /** Null until somebody asks. */
  private loading: Promise<void> | null = null;
  private readonly held = new Map<string, KeptBatch>();
  private readonly refused = new Map<string, RefusedBatch>();

  constructor(
    analyst: Pick<Analyst, "checkDevice" | "item" | "models">,
    tell: TellState,
    folder: string = join(userFolder(), "batches"),
  ) {
    this.notices = new FolderNotices(tell);
    this.analyst = analyst;
    this.folder = folder;
  }

  /** Newest first. */
  async list(): Promise<BatchState[]> {
    await this.load();
    const all = [...this.held.values(), ...this.refused.values()].sort((a, b) =>
      a.created < b.created ? 1 : -1,
    );
    return all.map(({ state }) => state);
  }

  /** Those that run. */
  get running(): BatchState[] {
    return [...this.held.values()]
      .map(({ state }) => state)
      .filter(({ status }) => status === "running");
  }

  /** @throws UserError when it is unknown, or was refused */
  async get(id: string): Promise<KeptBatch> {
    await this.load();
    const refused = this.refused.get(id);
    if (refused) throw refused.refusal;
    const batch = this.held.get(id);
    if (!batch) throw new UserError("not-found", said("api.batch-no-longer-kept"));
    return batch;
  }

  async create(request: BatchRequest): Promise<KeptBatch> {
    await this.load();
    // Better one answer now than a failure for each image.
    await this.analyst.checkDevice(request.device);
    const batch = await KeptBatch.create(this.folder, request, this.analyst);
    this.held.set(batch.id, batch);
    return batch;
  }

  async remove(id: string, results: boolean): Promise<void> {
    await this.load();
    const refused = this.refused.get(id);
    if (refused) {
      this.refused.delete(id);
      await refused.remove(results);
      return;
    }
    const batch = await this.get(id);
    this.held.delete(id);
    await batch.remove(results);
  }

  /** What runs is stopped before this returns its promise: an engine process that ends next is not taken for a crash. */
  async close(): Promise<void> {
    await Promise.all([...this.held.values()].map((batch) => batch.close()));
  }

  private load(): Promise<void> {
    return (this.loading ??= this.loadAll());
  }

  /** It is told of beside the others, as far as it can be. */
  private async refuse(folder: string, cause: unknown): Promise<void> {
    try {
      const refused = await RefusedBatch.of(folder, cause);
      this.refused.set(refused.id, refused);
    } catch {
      // Of one that was deleted the results may be left, without a description.
      if ((cause as NodeJS.ErrnoException).code !== "ENOENT")
        console.warn(`batch ${folder} is left out: ${reason(cause)}`);
    }
  }

  private async loadAll(): Promise<void> {
    await this.notices.check(this.folder);
    const entries = await readdir(this.folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((found) => found.isDirectory())) {
      const folder = join(this.folder, entry.name);
      try {
        const batch = await KeptBatch.load(folder, this.analyst);
        this.held.set(batch.id, batch);
      } catch (cause) {
        await this.refuse(folder, cause);
      }
    }
  }
}
