/** @file What an image is when it is added: new, or through already in an earlier run. */
import type { BatchItemStatus } from "../../src-core/contract/batch.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import type { Item } from "./item.ts";
import type { KnownImage } from "./journal.ts";
import type { TableRow } from "./table-row.ts";
import type { FoundImage } from "./scan.ts";

export const statusOf = (row: TableRow | null, failure: Failure | null): BatchItemStatus =>
  row ? "done" : failure ? "failed" : "waiting";

/** @param before what the journal knows; what is at another place, or of a file that has changed, counts for nothing */
export function itemFromJournal(
  image: FoundImage,
  index: number,
  target: string,
  before?: KnownImage,
): Item {
  const known = before?.target === target ? before : undefined;
  // A file that is gone, or on a disk that is not there now, has not changed.
  const same =
    image.size === null || (image.size === known?.size && image.modified === known.modified);
  const row = same ? (known?.row ?? null) : null;
  const failure = row ? null : (known?.failure ?? null);
  const { path, size, modified } = image;
  // Named by itself it is still the image of the folder that it was found in.
  const name = known?.name ?? image.name;
  return {
    path,
    name,
    size,
    modified,
    target,
    index,
    row,
    failure,
    status: statusOf(row, failure),
    begun: known?.begun === true,
    crashes: 0,
  };
}
