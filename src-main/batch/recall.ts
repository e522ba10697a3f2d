/** @file What an image is when it is added: new, or through already in an earlier run. */
import type { Item } from "./item.ts";
import type { Remembered } from "./journal.ts";
import type { Found } from "./scan.ts";

/** @param before what the journal knows; what is at another place, or of a file that has changed, counts for nothing */
export function recall(image: Found, index: number, target: string, before?: Remembered): Item {
  const known = before?.target === target ? before : undefined;
  // A file that is gone, or on a disk that is not there now, has not changed.
  const same =
    image.size === null || (image.size === known?.size && image.modified === known.modified);
  const row = same ? (known?.row ?? null) : null;
  const failure = row ? null : (known?.failure ?? null);
  const { path, name, size, modified } = image;
  return {
    ...{ path, name, size, modified, target, index, row, failure },
    status: row ? "done" : failure ? "failed" : "waiting",
    ...{ begun: known?.begun === true, deaths: 0 },
  };
}
