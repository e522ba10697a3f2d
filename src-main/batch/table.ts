/** @file A batch as a table: a line for each image, with what changes the meaning of its result. Source: RFC 4180. */
import type { BatchItem } from "../../src-core/contract/batch.ts";
import { batchItemOf } from "./item.ts";
import type { KnownImage } from "./journal.ts";
import { naturalOrder } from "./natural-order.ts";
import { statusOf } from "./item-from-journal.ts";
import { csvField } from "../output/csv.ts";

export const tableName = "fullconv-batch.csv";

const header = "image,status,width,height,detections,top,score,time,notices,error\r\n";

/**
 * Lengths are pixels, times milliseconds of the network alone; `notices` are told as `code: message`, parted by ` | `. What is
 * not known is empty. A byte order mark comes first where something is not plain ASCII: see `csvLines`.
 */
export function* tableLines(items: readonly BatchItem[]): Generator<string> {
  const isPlain = items.every((item) => !/[^\0-\x7f]/.test(lineOf(item)));
  yield `${isPlain ? "" : "\ufeff"}${header}`;
  for (const item of items) yield lineOf(item);
}

/** With images that a journal knows of earlier calls: all of one run, in the order of their names. */
export function withOthers(
  items: readonly BatchItem[],
  others: readonly KnownImage[],
): readonly BatchItem[] {
  if (others.length === 0) return items;
  const known = others.map(({ name, row, failure }, position) =>
    batchItemOf({
      index: items.length + position,
      name,
      status: statusOf(row, failure),
      row,
      failure,
    }),
  );
  return [...items, ...known].sort((one, other) => naturalOrder(one.name, other.name));
}

function lineOf(item: BatchItem): string {
  const { name, status, width, height, count, top, score, time, notices, failure } = item;
  const numbers = [width, height, count].map((value) => value ?? "");
  const told = notices.map(({ code, message }) => `${code}: ${message}`).join(" | ");
  const fields = [
    ...[csvField(name), status, ...numbers, csvField(top ?? ""), score ?? "", time ?? ""],
    ...[csvField(told), csvField(failure ? `${failure.code}: ${failure.message}` : "")],
  ];
  return `${fields.join(",")}\r\n`;
}
