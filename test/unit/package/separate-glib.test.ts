/** @file Names of sharp's GLib that are no others' names: in both of its files, and nothing but the names. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSymbols } from "../../../scripts/package/elf-symbols.ts";
import { readElf } from "../../../scripts/package/elf.ts";
import { anotherName, separateGlib } from "../../../scripts/package/separate-glib.ts";

/** As the loader's table of names has it: `DT_GNU_HASH`. */
const hash = (name: string): number =>
  [...Buffer.from(name, "latin1")].reduce((sum, code) => (Math.imul(sum, 33) + code) >>> 0, 5381);

const inFolder = (name: string, ending: RegExp): Buffer => {
  const folder = join("node_modules/@img", name, "lib");
  return readFileSync(join(folder, readdirSync(folder).find((file) => ending.test(file)) ?? ""));
};

describe("anotherName", () => {
  it("is as long, has the same hash, and is nobody's", () => {
    expect(anotherName("g_free", new Set(), 2)).toBe("h>free");
    expect(anotherName("g_free", new Set(["h>free"]), 4)).toBe("g`Eree");
    expect([hash("h>free"), hash("g`Eree")]).toEqual([hash("g_free"), hash("g_free")]);
  });

  it("is refused where no letters may be others", () => {
    expect(() => anotherName("g_free", new Set(), 1)).toThrow("there is no other name for g_free");
  });
});

describe.runIf(process.platform === "linux")("separateGlib", () => {
  const target = `linux-${process.arch}`;
  const pair = {
    binding: inFolder(`sharp-${target}`, /\.node$/),
    library: inFolder(`sharp-libvips-${target}`, /\.so/),
  };
  const changed = separateGlib(pair);

  it("leaves no name that sharp and a system's GLib have in common", () => {
    const asked = readSymbols(changed.binding).filter(({ defined }) => !defined);
    expect(asked.filter(({ name }) => name.startsWith("g_"))).toEqual([]);
    const lookedUp = readSymbols(changed.library).filter((symbol) => symbol.lookedUp);
    expect(lookedUp.filter(({ name }) => /^(g_|__glib_)/.test(name))).toEqual([]);
  });

  it("gives what is asked for under the name under which it is asked", () => {
    const own = (file: Buffer): Set<string> =>
      new Set(readSymbols(file).flatMap(({ name, defined }) => (defined ? [name] : [])));
    const asked = (file: Buffer, of: Set<string>): number =>
      readSymbols(file).filter(({ name, defined }) => !defined && of.has(name)).length;
    const before = asked(pair.binding, own(pair.library));
    expect(before).toBeGreaterThan(100);
    expect(asked(changed.binding, own(changed.library))).toBe(before);
  });

  it("changes no hash, and nothing but names", () => {
    for (const [file, other] of [
      [pair.binding, changed.binding],
      [pair.library, changed.library],
    ] as const) {
      expect(readElf(other)).toEqual(readElf(file));
      const names = readSymbols(file).map(({ name }) => hash(name));
      expect(readSymbols(other).map(({ name }) => hash(name))).toEqual(names);
      expect(file.reduce((count, byte, at) => count + Number(byte !== other[at]), 0)).toBeLessThan(
        60,
      );
    }
  });

  it("finds nothing to change the second time", () => {
    const again = separateGlib(changed);
    expect([again.binding.equals(changed.binding), again.library.equals(changed.library)]).toEqual([
      true,
      true,
    ]);
  });
});
