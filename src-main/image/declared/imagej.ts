/** @file What ImageJ writes into a TIFF: how many pictures there are behind one directory, and where white lies. */

/** Tags of its own. Source: ij.io.TiffEncoder. */
export const imagejTags = { counts: 50838, data: 50839 };

/** @param description of the first directory @returns its lines by their names; empty where ImageJ has not written it */
export function imagejLines(description: string): ReadonlyMap<string, string> {
  if (!description.startsWith("ImageJ=")) return new Map();
  return new Map(
    description.split(/[\n\0]/).flatMap((line) => {
      const [, name, value] = /^(\w+)=(.*)$/.exec(line.trim()) ?? [];
      return name !== undefined && value !== undefined ? [[name, value] as const] : [];
    }),
  );
}

/** The number of a line, where it is one. */
export function imagejNumber(lines: ReadonlyMap<string, string>, name: string): number | undefined {
  const value = Number(lines.get(name) ?? NaN);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * The highest value of the first channel's range: kinds of data and how many there are of each, then the data one after the other.
 * @param lengths of the header and of each data
 */
export function imagejRange(
  bytes: Uint8Array,
  lengths: readonly number[],
  littleEndian: boolean,
): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const name = (at: number): string => {
    const characters = Array.from(bytes.subarray(at, at + 4), (code) => String.fromCharCode(code));
    return (littleEndian ? characters.reverse() : characters).join("");
  };
  const [header = 0, ...parts] = lengths;
  if (name(0) !== "IJIJ" || header > bytes.length) return undefined;
  let [at, index] = [header, 0];
  for (let entry = 4; entry + 8 <= header; entry += 8) {
    const count = view.getUint32(entry + 4, littleEndian);
    if (name(entry) === "rang")
      return at + 16 <= bytes.length ? view.getFloat64(at + 8, littleEndian) : undefined;
    for (const length of parts.slice(index, index + count)) at += length;
    index += count;
  }
  return undefined;
}
