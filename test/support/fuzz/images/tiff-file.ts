/** @file The directories of a TIFF, taken apart and put together again, whatever they say. Source: TIFF 6.0, section 2; BigTIFF. */

export interface Order {
  readonly littleEndian: boolean;
  readonly big: boolean;
}

export interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number | bigint;
  /** Its values, in the file's byte order. */
  readonly bytes: Uint8Array;
  /** Where it says that they lie, if not where they do. */
  readonly place?: number | bigint;
}

export interface Directory {
  readonly entries: readonly Entry[];
  /** Number of the one that follows, from 0 on; a place in the file where there is none of this number. */
  readonly next?: number | bigint;
  /** How many entries it says it has, if not as many as there are. */
  readonly count?: number;
}

export const widthOf = (type: number): number =>
  [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8][type] ?? 0;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** @param width 2, 4 or 8 bytes; more than they hold wraps */
export function numberBytes(
  value: number | bigint,
  width: number,
  littleEndian: boolean,
): Uint8Array {
  const bytes = new Uint8Array(8);
  viewOf(bytes).setBigUint64(0, BigInt.asUintN(8 * width, BigInt(value)), littleEndian);
  return littleEndian ? bytes.slice(0, width) : bytes.slice(8 - width);
}

/** Of a sound file. */
export function takenApart(bytes: Uint8Array): { order: Order; directories: Directory[] } {
  const view = viewOf(bytes);
  const littleEndian = bytes[0] === 0x49;
  const big = view.getUint16(2, littleEndian) === 43;
  const number = (at: number, width: number): number =>
    width === 2
      ? view.getUint16(at, littleEndian)
      : width === 4
        ? view.getUint32(at, littleEndian)
        : Number(view.getBigUint64(at, littleEndian));
  const [head, step, pointer] = big ? [8, 20, 8] : [2, 12, 4];
  const directories: Directory[] = [];
  for (let at = number(pointer, pointer); at !== 0;) {
    const start = at + head;
    const entries = Array.from({ length: number(at, head) }, (_, index): Entry => {
      const place = start + index * step;
      const [type, count] = [number(place + 2, 2), number(place + 4, pointer)];
      const length = count * widthOf(type);
      const values = length <= pointer ? place + 4 + pointer : number(place + 4 + pointer, pointer);
      return {
        tag: number(place, 2),
        type,
        count,
        bytes: bytes.slice(values, values + length),
      };
    });
    const end = start + entries.length * step;
    at = end + pointer <= bytes.length ? number(end, pointer) : 0;
    directories.push(at === 0 ? { entries } : { entries, next: directories.length + 1 });
  }
  return { order: { littleEndian, big }, directories };
}

/** The file with other directories behind it, to the first of which its header leads. */
export function putTogether(
  file: Uint8Array,
  { littleEndian, big }: Order,
  directories: readonly Directory[],
): Uint8Array {
  const [head, step, pointer] = big ? [8, 20, 8] : [2, 12, 4];
  const places: number[] = [];
  let end = even(file.length);
  for (const { entries } of directories) {
    places.push(end);
    const beyond = entries.map(({ bytes }) => (bytes.length > pointer ? even(bytes.length) : 0));
    end += even(head + entries.length * step + pointer);
    end += beyond.reduce((sum, bytes) => sum + bytes, 0);
  }
  const result = new Uint8Array(end);
  result.set(file);
  const view = viewOf(result);
  const put = (at: number, value: number | bigint, width: number): void => {
    if (width === 2 && typeof value === "number") view.setUint16(at, value, littleEndian);
    else result.set(numberBytes(value, width, littleEndian), at);
  };
  const placeOf = (next: number | bigint): number | bigint => places[Number(next)] ?? next;
  put(pointer, places[0] ?? 0, pointer);
  for (const [index, { entries, next, count }] of directories.entries()) {
    const start = places[index] ?? 0;
    put(start, count ?? entries.length, head);
    let free = start + even(head + entries.length * step + pointer);
    for (const [nth, { tag, type, count: values, bytes, place }] of entries.entries()) {
      const at = start + head + nth * step;
      put(at, tag, 2);
      put(at + 2, type, 2);
      put(at + 4, values, pointer);
      if (bytes.length > pointer) {
        put(at + 4 + pointer, place ?? free, pointer);
        result.set(bytes, free);
        free += even(bytes.length);
      } else if (place !== undefined) put(at + 4 + pointer, place, pointer);
      else result.set(bytes, at + 4 + pointer);
    }
    put(start + head + entries.length * step, next === undefined ? 0 : placeOf(next), pointer);
  }
  return result;
}

const even = (length: number): number => length + (length % 2);
