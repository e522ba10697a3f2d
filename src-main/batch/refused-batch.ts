/** @file A kept batch that cannot be gone on with: it is told of and can be removed, and nothing of it is changed. */
import type { Stats } from "node:fs";
import { lstat, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { BatchRequest, BatchState } from "../../src-core/contract/batch.ts";
import { batchRequest } from "../../src-core/contract/batch.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { toFailure } from "../engine/failure.ts";
import { reason } from "../reason.ts";
import type { Description } from "./description.ts";
import {
  descriptionOf,
  ownFiles,
  readDescription,
  requestInState,
  resultsOf,
} from "./description.ts";

/** In place of what nobody can read any more. */
const unknownRequest = (folder: string): BatchRequest =>
  batchRequest.parse({ name: basename(folder), model: "unknown" });

/** @throws the system's error where there is none */
async function oldestPart(folder: string): Promise<Stats> {
  const found = ownFiles.map((part) => lstat(join(folder, part)));
  return Promise.any(found).catch(() => {
    throw new Error("there is no batch");
  });
}

export class RefusedBatch {
  readonly id: string;
  readonly created: string;
  readonly state: BatchState;
  private readonly folder: string;

  private constructor(
    folder: string,
    { created, request }: Pick<Description, "created" | "request">,
    cause: unknown,
  ) {
    this.id = basename(folder);
    this.created = created;
    this.folder = folder;
    this.state = {
      ...requestInState(request),
      id: this.id,
      folder: resultsOf(folder),
      status: "stopped",
      total: 0,
      done: 0,
      failed: 0,
      skipped: 0,
      timeLeft: null,
      rate: null,
      message: toFailure(cause),
    };
  }

  /** @param cause why it was refused @throws where there is no batch: of one that was deleted the results may be left */
  static async of(folder: string, cause: unknown): Promise<RefusedBatch> {
    try {
      return new RefusedBatch(folder, await readDescription(folder), cause);
    } catch (unreadable) {
      const { birthtime } = await oldestPart(folder);
      const path = descriptionOf(folder);
      const message = `${path}: cannot be read (${reason(unreadable).replace(`${path}: `, "")}): what the batch was is not known any more: its results are in ${resultsOf(folder)}, and it can be deleted`;
      const known = { created: birthtime.toISOString(), request: unknownRequest(folder) };
      return new RefusedBatch(folder, known, new UserError("invalid-request", message));
    }
  }

  get refusal(): UserError {
    const { code = "invalid-request", message = "" } = this.state.message ?? {};
    return new UserError(code, message);
  }

  /** @param results whether they go, too */
  async remove(results: boolean): Promise<void> {
    const parts = ownFiles.map((part) => join(this.folder, part));
    for (const path of results ? [this.folder] : parts)
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}
