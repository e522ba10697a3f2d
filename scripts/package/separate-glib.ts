/**
 * @file sharp's library is kept apart from the system's GLib ([Note: two GLibs] in src-main/desktop/worker.ts).
 *
 * It brings a GLib of its own and calls it directly. But sharp's binding looks seven of its functions up by name (`g_object_unref` and
 * the like), and the library some of its tables; where the program has loaded the system's GLib, as Electron's has, those are found first,
 * and one GLib is given the other's objects. So these names become others that nobody else has, in both files. The new name is as long as
 * the old one and has the same hash, so that nothing else in the files changes.
 */
import type { ElfSymbol } from "./elf-symbols.ts";
import { readSymbols } from "./elf-symbols.ts";

const ofGlib = /^(g_|__glib_)/;

export interface Pair {
  readonly binding: Buffer;
  readonly library: Buffer;
}

/** @throws RangeError where a name cannot be another */
export function separateGlib({ binding, library }: Pair): Pair {
  const [asking, asked] = [readSymbols(binding), readSymbols(library)];
  const own = new Set(asked.filter(({ defined }) => defined).map(({ name }) => name));
  const names = new Set(
    [
      ...asking.filter(({ defined, name }) => !defined && own.has(name)),
      ...asked.filter(({ lookedUp }) => lookedUp),
    ].flatMap(({ name }) => (ofGlib.test(name) ? [name] : [])),
  );
  const all = [asking, asked];
  const wanted = new Set(asking.filter(({ defined }) => !defined).map(({ name }) => name));
  const taken = new Set(all.flat().map(({ name }) => name));
  const renamed = new Map(
    [...names].map((name) => {
      const tail = Math.max(...all.map((symbols) => sharedTail(name, symbols, wanted)));
      return [name, anotherName(name, taken, name.length - tail)];
    }),
  );
  return {
    binding: rename(binding, asking, renamed),
    library: rename(library, asked, renamed),
  };
}

/**
 * How many letters at the end of a name are at the same time another's: texts that end alike are written once (`g_free` holds `free`).
 * Another that ends with all of it becomes another, too (`g_string_free`, of `g_free`), which matters where it is asked for.
 * @param wanted what the binding asks for
 * @throws RangeError where it matters
 */
function sharedTail(
  name: string,
  symbols: readonly ElfSymbol[],
  wanted: ReadonlySet<string>,
): number {
  const at = symbols.find((one) => one.name === name)?.at;
  if (at === undefined) return 0;
  const end = at + name.length;
  const others = symbols.filter(
    (one) => one.at !== at && one.at < end && at < one.at + one.name.length,
  );
  const longer = others.filter((one) => one.at < at);
  const harmed = longer.find((one) => !one.defined || wanted.has(one.name));
  if (harmed) throw new RangeError(`${harmed.name} ends with ${name}: it would be another, too`);
  return Math.max(
    0,
    ...others.map((one) => end - Math.max(one.at, at)).filter((tail) => tail < name.length),
  );
}

/**
 * Two letters beside each other are others: the hash takes every letter for 33 of the next one.
 * @param length how many letters, from the first one on, may be others
 * @throws RangeError where there is none
 */
export function anotherName(name: string, taken: ReadonlySet<string>, length: number): string {
  const codes = Buffer.from(name, "latin1");
  for (let at = 0; at + 1 < length; at++) {
    const [first = 0, second = 0] = codes.subarray(at, at + 2);
    const other = Buffer.from(codes);
    other[at] = first + 1;
    other[at + 1] = second - 33;
    const text = other.toString("latin1");
    if (/^[!-~]+$/.test(text) && second > 33 && !taken.has(text)) return text;
  }
  throw new RangeError(`there is no other name for ${name}`);
}

function rename(
  file: Buffer,
  symbols: readonly ElfSymbol[],
  names: ReadonlyMap<string, string>,
): Buffer {
  const changed = Buffer.from(file);
  for (const { name, at } of symbols) {
    const other = names.get(name);
    if (other !== undefined) changed.write(other, at, "latin1");
  }
  return changed;
}
