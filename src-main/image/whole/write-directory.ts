/** @file A directory of a TIFF, as its decoder wants it: sorted, known tags alone. Source: TIFF 6.0, section 2; BigTIFF. */

export interface NewEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** The values, in the file's byte order. */
  readonly bytes: Uint8Array;
}

interface Order {
  readonly littleEndian: boolean;
  readonly big: boolean;
}

/** The directory, with what does not fit into its entries behind it. @param at where it will lie in the file */
export function writeDirectory(
  entries: readonly NewEntry[],
  at: number,
  { littleEndian, big }: Order,
): Uint8Array {
  const [start, step, pointer] = big ? [8, 20, 8] : [2, 12, 4];
  const length = start + entries.length * step + pointer;
  const beyond = entries.map(({ bytes }) => (bytes.length > pointer ? even(bytes.length) : 0));
  const result = new Uint8Array(length + beyond.reduce((sum, bytes) => sum + bytes, 0));
  const view = new DataView(result.buffer);
  const put = (place: number, value: number, width: number): void => {
    if (width === 2) view.setUint16(place, value, littleEndian);
    else if (width === 4) view.setUint32(place, value, littleEndian);
    else view.setBigUint64(place, BigInt(value), littleEndian);
  };
  put(0, entries.length, start);
  let free = length;
  const sorted = [...entries].sort((one, other) => one.tag - other.tag);
  for (const [index, { tag, type, count, bytes }] of sorted.entries()) {
    const place = start + index * step;
    put(place, tag, 2);
    put(place + 2, type, 2);
    put(place + 4, count, pointer);
    if (bytes.length <= pointer) result.set(bytes, place + 4 + pointer);
    else {
      put(place + 4 + pointer, at + free, pointer);
      result.set(bytes, free);
      free += even(bytes.length);
    }
  }
  return result;
}

/** Numbers of 2, 4 or 8 bytes as an entry. */
export function numberEntry(
  tag: number,
  values: readonly number[],
  width: 2 | 4 | 8,
  littleEndian: boolean,
): NewEntry {
  const bytes = new Uint8Array(values.length * width);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    if (width === 2) view.setUint16(index * 2, value, littleEndian);
    else if (width === 4) view.setUint32(index * 4, value, littleEndian);
    else view.setBigUint64(index * 8, BigInt(value), littleEndian);
  });
  return { tag, type: { 2: 3, 4: 4, 8: 16 }[width], count: values.length, bytes };
}

const even = (length: number): number => length + (length % 2);
