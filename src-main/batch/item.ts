/** @file An image of a batch, and the work that is done for it. */
import { said } from "../../src-core/messages/said.ts";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BatchItem, BatchItemStatus } from "../../src-core/contract/batch.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Analyst } from "../analysis/analyst.ts";
import type { ItemRequest } from "../analysis/subject/requests.ts";
import type { Job } from "../analysis/jobs/job.ts";
import { makeFolder } from "../files/make-folder.ts";
import { demandInside } from "./output-containment.ts";
import type { Journal, BatchImage } from "./journal.ts";
import { demandNoOutputs } from "./outputs.ts";
import type { TableRow } from "./table-row.ts";
import { statOf } from "./scan.ts";

/** What is the same for every image of a batch. */
export interface BatchPlan {
  readonly analyst: Pick<Analyst, "item">;
  readonly journal: Journal;
  readonly request: Omit<ItemRequest, "path" | "target" | "overwrite" | "thumbnail">;
  /** Folder of the outputs. */
  readonly folder: string;
  readonly overwrite: boolean;
  /** Where thumbnails are kept, and their longest side in pixels; none where it is left out. */
  readonly thumbnails?: { readonly folder: string; readonly side: number };
}

export interface Item extends BatchImage {
  readonly index: number;
  size: number | null;
  modified: number | null;
  status: BatchItemStatus;
  row: TableRow | null;
  failure: Failure | null;
  /** Whether the outputs at its place are its own. */
  begun: boolean;
  /** Deaths of the process while this image alone ran. */
  crashes: number;
}

type Viewed = Pick<Item, "index" | "name" | "status" | "row" | "failure">;

export function batchItemOf({ index, name, status, row, failure }: Viewed): BatchItem {
  const { width = null, height = null, count = null } = row ?? {};
  const { top = null, score = null, time = null } = row ?? {};
  const notices = [...(row?.notices ?? [])];
  return { index, name, status, width, height, count, top, score, time, failure, notices };
}

export const thumbnailOf = (folder: string, index: number): string => join(folder, `${index}.webp`);

/** Resolves when the result is in the journal. @throws whatever went wrong; nothing is told to the journal then */
export async function analyzeItem(plan: BatchPlan, item: Item, job: Job): Promise<TableRow> {
  await demandUnchanged(item);
  const target = join(plan.folder, item.target);
  await demandInside(plan.folder, item.target);
  if (!item.begun) {
    if (!plan.overwrite) await demandNoOutputs(target, plan.request.exports);
    await plan.journal.begin(item);
    item.begun = true;
  }
  job.signal.throwIfAborted();
  const { thumbnails } = plan;
  const request = { ...plan.request, path: item.path, target, overwrite: true };
  const { result, thumbnail } = await plan.analyst.item(
    { ...request, thumbnail: thumbnails?.side ?? 0 },
    job,
  );
  if (thumbnails && thumbnail) await keep(thumbnailOf(thumbnails.folder, item.index), thumbnail);
  return plan.journal.done(item, result);
}

/** Results must be those of the file that was added. @throws UserError that says what happened to it */
async function demandUnchanged({ path, size, modified }: Item): Promise<void> {
  if (size === null) return; // It was never there: who reads it says so.
  const now = await statOf(path);
  if (now.size === null)
    throw new UserError("image-unreadable", said("batch.was-moved-deleted-since", { path }));
  if (now.size !== size || now.modified !== modified)
    throw new UserError(
      "image-unreadable",
      said("batch.changed-since-was-added", { path, size, now: now.size }),
    );
}

/** A picture that is missing is a pity, and no failure. */
async function keep(path: string, content: Uint8Array): Promise<void> {
  await makeFolder(dirname(path)).catch(() => undefined);
  await writeFile(path, content).catch(() => undefined);
}
