/** @file A batch as a table: a line for each image, with what changes the meaning of its result. Source: RFC 4180. */
import type { BatchItem } from "../../src-core/contract/batch.ts";
import { csvField } from "../output/csv.ts";

export const tableName = "fullconv-batch.csv";

const header = "image,status,width,height,detections,top,score,time,notices,error\r\n";

/**
 * Lengths are pixels, times milliseconds of the network alone; `notices` are told as `code: message`, parted by ` | `. What is
 * not known is empty. A byte order mark comes first: names of files are rarely plain ASCII all over, and spreadsheets need it.
 */
export function* tableLines(items: Iterable<BatchItem>): Generator<string> {
  yield `\ufeff${header}`;
  for (const { name, status, width, height, count, top, score, time, notices, failure } of items) {
    const numbers = [width, height, count].map((value) => value ?? "");
    const told = notices.map(({ code, message }) => `${code}: ${message}`).join(" | ");
    const fields = [
      ...[csvField(name), status, ...numbers, csvField(top ?? ""), score ?? "", time ?? ""],
      ...[csvField(told), csvField(failure ? `${failure.code}: ${failure.message}` : "")],
    ];
    yield `${fields.join(",")}\r\n`;
  }
}
