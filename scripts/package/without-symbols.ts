/**
 * @file A Linux program or library without what only a debugger reads: the table of sections and what no segment loads, its
 * table of symbols first of all. Those that are looked up when it runs stay: a segment has them. Unlike `strip` it does so for any processor.
 */
import { longAt } from "./loadable.ts";

const header = {
  segments: 32,
  sections: 40,
  size: 54,
  count: 56,
  sectionCount: 60,
  sectionNames: 62,
};

/** @throws RangeError for one that is cut off */
export function withoutSymbols(file: Buffer): Buffer {
  const table = longAt(file, header.segments);
  const size = file.readUInt16LE(header.size);
  const count = file.readUInt16LE(header.count);
  let end = table + size * count;
  for (let at = table; at < table + size * count; at += size)
    end = Math.max(end, longAt(file, at + 8) + longAt(file, at + 32));
  if (end > file.length) throw new RangeError("it is cut off");
  const short = Buffer.from(file.subarray(0, end));
  short.writeBigUInt64LE(0n, header.sections);
  short.writeUInt16LE(0, header.sectionCount);
  short.writeUInt16LE(0, header.sectionNames);
  return short;
}
