/** @file A kept batch that cannot be gone on with: it is told of and can be removed, and nothing of it is changed. */
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { BatchState } from "../../src-core/contract/batch.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { toFailure } from "../engine/failure.ts";
import type { Description } from "./description.ts";
import { requestInState, ownFiles, readDescription, resultsOf } from "./description.ts";

export class RefusedBatch {
  readonly id: string;
  readonly created: string;
  readonly state: BatchState;
  private readonly folder: string;

  private constructor(folder: string, { created, request }: Description, cause: unknown) {
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

  /** @param cause why it was refused @throws where not even its description can be read */
  static async of(folder: string, cause: unknown): Promise<RefusedBatch> {
    return new RefusedBatch(folder, await readDescription(folder), cause);
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
