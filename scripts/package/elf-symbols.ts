/** @file The names that a Linux library gives to others and asks them for. Source: System V ABI, chapter 5; `DT_GNU_HASH`. */
import { dynamicEntries, offsetIn, readSegments } from "./elf.ts";
import { textAt } from "./loadable.ts";

export interface ElfSymbol {
  readonly name: string;
  /** Where its name stands in the file. Two symbols may have a text in common: one ends as the other does. */
  readonly at: number;
  /** Whether it is the library's own, or one that it asks for. */
  readonly defined: boolean;
  /** Whether the library looks it up by its name although it is its own: another library's of that name comes first. */
  readonly lookedUp: boolean;
}

const tag = { strings: 5, symbols: 6, relocations: 7, relocationBytes: 8, hash: 0x6ffffef5 };

/** @throws RangeError for one that is cut off, or has no table of hashes */
export function readSymbols(file: Buffer): ElfSymbol[] {
  const segments = readSegments(file);
  const entries = dynamicEntries(file, segments);
  const value = (wanted: number): number => {
    const found = entries.find((entry) => entry.tag === wanted);
    if (!found) throw new RangeError(`it has no entry ${wanted.toString(16)}`);
    return found.value;
  };
  const place = (wanted: number): number => offsetIn(segments, value(wanted));
  const [symbols, strings, relocations] = [tag.symbols, tag.strings, tag.relocations].map(place);
  const lookedUp = new Set<number>();
  for (let at = 0; at < value(tag.relocationBytes); at += 24)
    lookedUp.add(file.readUInt32LE((relocations ?? 0) + at + 12));
  return Array.from({ length: countSymbols(file, place(tag.hash)) }, (_, index) => {
    const symbol = (symbols ?? 0) + index * 24;
    const at = (strings ?? 0) + file.readUInt32LE(symbol);
    const defined = file.readUInt16LE(symbol + 6) !== 0;
    return { name: textAt(file, at), at, defined, lookedUp: defined && lookedUp.has(index) };
  });
}

/** One more than the last of them that a chain ends with. */
function countSymbols(file: Buffer, table: number): number {
  const [buckets, first, bloom] = [0, 4, 8].map((at) => file.readUInt32LE(table + at));
  const start = table + 16 + (bloom ?? 0) * 8;
  const chains = start + (buckets ?? 0) * 4;
  let last = 0;
  for (let at = start; at < chains; at += 4) last = Math.max(last, file.readUInt32LE(at));
  if (last === 0) return first ?? 0;
  const endsChain = (index: number): boolean =>
    (file.readUInt32LE(chains + (index - (first ?? 0)) * 4) & 1) === 1;
  while (!endsChain(last)) last++;
  return last + 1;
}
