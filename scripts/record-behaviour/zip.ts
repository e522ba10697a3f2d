/** @file What lies in a zip whose files are stored as they are. Source: PKWARE's APPNOTE, 4.3.12 and 4.3.16. */

export interface ZipEntry {
  readonly name: string;
  readonly data: Buffer;
}

const [fileBegin, entryBegin, endBegin] = [0x04034b50, 0x02014b50, 0x06054b50];

/** @returns in the order of their names; null where the bytes are no zip */
export function zipEntries(bytes: Buffer): ZipEntry[] | null {
  const end = bytes.length - 22;
  if (end < 0 || bytes.readUInt32LE(0) !== fileBegin || bytes.readUInt32LE(end) !== endBegin)
    return null;
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  while (bytes.readUInt32LE(at) === entryBegin) {
    const [method, length] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [named, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const begin = bytes.readUInt32LE(at + 42);
    const name = bytes.toString("utf8", at + 46, at + 46 + (named ?? 0));
    if (method !== 0) throw new Error(`${name} is compressed`);
    const from = begin + 30 + bytes.readUInt16LE(begin + 26) + bytes.readUInt16LE(begin + 28);
    entries.push({ name, data: bytes.subarray(from, from + length) });
    at += 46 + (named ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
}
