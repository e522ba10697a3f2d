/** @file What is shipped is named with its licence, its text and its source: the build's own lists, held to what they were made of. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { libraries, libvipsComponents } from "../../../scripts/licenses/libvips.mjs";
import { sbom } from "../../../scripts/licenses/sbom.mjs";
import { licensesText, placeholders } from "../../../scripts/licenses/text.mjs";

const scope = "node_modules/@img";
const builds = readdirSync(scope).filter((name) => existsSync(join(scope, name, "versions.json")));

describe("the libraries inside libvips", () => {
  it("are all known, and nothing else is", () => {
    expect(builds.length).toBeGreaterThan(0);
    for (const build of builds) {
      const versions: unknown = JSON.parse(
        readFileSync(join(scope, build, "versions.json"), "utf8"),
      );
      const names = Object.keys(z.record(z.string(), z.string()).parse(versions));
      expect(names.filter((name) => !(name in libraries))).toEqual([]);
    }
  });

  it("stand under the terms that its README names", () => {
    const words: Record<string, RegExp> = {
      "BSD-2-Clause": /BSD 2-Clause/,
      "BSD-3-Clause": /BSD 3-Clause|New BSD/,
      "LGPL-3.0-or-later": /LGPLv3/,
      "MPL-1.1": /Mozilla Public License 1\.1/,
      "Zlib AND IJG AND BSD-3-Clause": /zlib License, IJG License, BSD 3-Clause/,
      FTL: /freetype License/,
      HPND: /fontconfig License/,
      MIT: /MIT License/,
      Zlib: /zlib License/,
      "libpng-2.0": /libpng License/,
      libtiff: /libtiff License/,
    };
    for (const build of builds) {
      const readme = readFileSync(join(scope, build, "README.md"), "utf8");
      const told = new Map(
        [...readme.matchAll(/^\| (\S+)\s+\| (.+?)\s*\|$/gm)].map(([, name = "", terms = ""]) => [
          name,
          terms,
        ]),
      );
      for (const { name, license } of libvipsComponents().filter(
        (one) => !one.name.startsWith("-"),
      )) {
        expect(told.get(name), name).toMatch(words[license] ?? /never/);
        told.delete(name);
      }
      expect([...told.keys()].filter((name) => !/^-+|Library/.test(name))).toEqual([]);
    }
  });
});

it("names what each direct dependency is for, and its licence", () => {
  const page = readFileSync("docs/dependencies.md", "utf8");
  const rows = page
    .slice(0, page.indexOf("\n## "))
    .split("\n")
    .filter((line) => line.startsWith("| "));
  const manifest = z
    .looseObject({
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
    })
    .parse(JSON.parse(readFileSync("package.json", "utf8")));
  const named = rows
    .map((row) => row.split("|").map((cell) => cell.trim()))
    .flatMap(([, names = "", purpose = "", license = ""]) =>
      names.split(", ").map((name) => ({ name: name.replace(/ \(.*/, ""), purpose, license })),
    );
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
    if (name.startsWith("@types/")) continue;
    const row = named.find(
      (one) => one.name === name || (one.name.startsWith("-") && name.endsWith(one.name)),
    );
    expect(row?.purpose ?? "", name).toMatch(/.{10}/);
    expect(row?.license ?? "", name).toMatch(/\w/);
  }
});

describe("the build's lists", () => {
  const text = readFileSync("dist/licenses.txt", "utf8");
  const bom = z
    .looseObject({
      specVersion: z.literal("1.6"),
      serialNumber: z.string(),
      components: z.array(
        z.looseObject({
          name: z.string(),
          version: z.string(),
          purl: z.string(),
          licenses: z.array(z.unknown()).min(1),
        }),
      ),
    })
    .parse(JSON.parse(readFileSync("dist/sbom.cdx.json", "utf8")));

  it("name every package that lies beside the archive, libvips and its insides, and the models", () => {
    const names = bom.components.map(({ name }) => name);
    for (const name of [
      "onnxruntime-node",
      "sharp",
      "webgpu",
      "zod",
      "libvips",
      "glib",
      "lenet-digits",
    ]) {
      expect(names).toContain(name);
      expect(text).toMatch(new RegExp(`^${name} \\S+ \\(`, "m"));
    }
  });

  it("name nothing that only installs or compiles", () => {
    for (const { name } of bom.components)
      expect(name).not.toMatch(/^@types\/|^(adm-zip|debug|esbuild|ms|node-fetch|vite|whatwg-url)$/);
  });

  it("name what is in the packages' bundles apart from the command line", () => {
    const packaged = z
      .array(z.looseObject({ name: z.string() }))
      .parse(JSON.parse(readFileSync("dist/bundled.json", "utf8")))
      .map(({ name }) => name);
    expect(packaged).toEqual(expect.arrayContaining(["svelte", "zod", "hono", "seedrandom"]));
    for (const name of ["commander", "sax", "@hono/node-server"]) {
      expect(packaged).not.toContain(name);
      expect(bom.components.map((one) => one.name)).toContain(name);
    }
  });

  it("leave no blank of a template open, and name holders where the terms ask for them", () => {
    const sections = text.split(`\n${"-".repeat(80)}\n`);
    expect(sections.flatMap(placeholders)).toEqual([]);
    for (const section of sections) {
      const [, name, license] = /^\s*(\S+) \S+ \((.*?)\)/.exec(section) ?? [];
      if (license === undefined || !/MIT|BSD|ISC|HPND|libtiff|libpng|Zlib/.test(license)) continue;
      const isModel = section.includes("\nTrained on: ");
      expect(
        isModel || /copyright|\(c\)|©/i.test(section.slice(section.indexOf("\n\n"))),
        name,
      ).toBe(true);
    }
    expect(text).toContain("Alliance for Open Media Patent License 1.0");
  });

  it("know a blank from what a licence tells others to write", () => {
    expect(placeholders("Copyright (c) <year> <owner>")).toEqual(["<year>", "<owner>"]);
    expect(placeholders("Copyright [yyyy] [fullname]")).toEqual(["[yyyy]", "[fullname]"]);
    const apache = readFileSync("node_modules/sharp/LICENSE", "utf8");
    expect(apache).toContain("[yyyy]");
    expect(placeholders(apache)).toEqual([]);
  });

  it("hold the whole text of every licence, and ONNX Runtime's notices", () => {
    expect(text).toContain("GNU LESSER GENERAL PUBLIC LICENSE");
    expect(text).toContain("THE SOFTWARE IS PROVIDED");
    expect(text).toContain("ONNX Runtime: notices of third parties");
    expect(text).toContain("You may put another build of it in its");
    expect(text.length).toBeGreaterThan(4e5);
  });

  it("name licences that let the app be given on, and others only where they are known", () => {
    const free =
      /^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|Zlib|libpng-2\.0|libtiff|IJG|FTL|HPND|BlueOak-1\.0\.0|CC0-1\.0)$/;
    /**
     * libvips and what is inside it (a shared library that can be replaced), cairo, a model whose data asks for it, and mediabunny,
     * whose files stay under their licence: they are not changed, and their source is the package itself.
     */
    const known = /^(?:LGPL-3\.0-or-later|MPL-1\.1|MPL-2\.0|CC-BY-SA-3\.0)$/;
    const inside = new Set(libvipsComponents().map(({ name }) => name));
    for (const { name, licenses } of bom.components) {
      const ids = JSON.stringify(licenses).match(/(?<="(?:id|expression)":")[^"]+/g) ?? [];
      for (const id of ids.flatMap((expression) =>
        expression.replace(/[()]/g, "").split(/ (?:AND|OR) /),
      )) {
        const isKnown =
          inside.has(name) ||
          name.startsWith("@img/sharp-libvips") ||
          ["lenet-digits", "mediabunny"].includes(name);
        expect(free.test(id) || (isKnown && known.test(id)), `${name}: ${id}`).toBe(true);
      }
    }
  });

  it("are the same for the same contents", () => {
    const parts = libvipsComponents();
    expect(sbom({ name: "a", version: "1" }, parts)).toEqual(
      sbom({ name: "a", version: "1" }, parts),
    );
    const serial = (version: string): unknown => sbom({ name: "a", version }, parts).serialNumber;
    expect(serial("1")).not.toBe(serial("2"));
  });

  it("refuse terms without the text that they ask for", () => {
    const [one] = libvipsComponents();
    if (!one) throw new Error("no libvips is installed");
    expect(() => licensesText([{ ...one, license: "MIT", text: "" }])).toThrow("build/notices");
    expect(() => licensesText([{ ...one, text: "Copyright (c) <year> <owner>" }])).toThrow(
      "<year>",
    );
  });

  it("refuse a licence that nobody knows", () => {
    const [one] = libvipsComponents();
    if (!one) throw new Error("no libvips is installed");
    expect(() => licensesText([{ ...one, license: "Nonsense-1.0" }])).toThrow();
  });
});
