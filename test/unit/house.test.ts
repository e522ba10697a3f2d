/** @file The check of the house finds what it is there for, on small made-up trees. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";
import { survey } from "../../scripts/house/survey.mjs";
import { temporaryFolder } from "../support/folder.ts";

const folder = temporaryFolder();

/** What is wrong with a tree. @param files contents by path */
function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const root = mkdtempSync(join(folder, "tree-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return survey(root).faults;
}

const lines = (count: number): string => "\n".repeat(count);
const files = (place: string, count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${place}/${index}.ts`, ""]));

it("finds nothing where all is well", () => {
  const faults = faultsOf({
    "src-core/import/reader.ts": 'import { graph } from "../network/graph/graph.ts";',
    "src-core/network/graph/graph.ts": lines(65),
    "src-core/network/schema/onnx_pb.ts": lines(1000),
    "test/unit/reader.test.ts": 'import "../../src-core/import/reader.ts";',
    "bench/speed.ts": lines(300),
    ...files("test/unit/network", 30),
  });
  expect(faults).toEqual([]);
});

it.each([
  ["src-core/a.ts", 'import type { B } from "./b.ts";', "src-core/b.ts", 'export * from "./a.ts";'],
  [
    "src-renderer/keys/Keys.svelte",
    '<p /><script lang="ts">import { key } from "./key.ts";</script>',
    "src-renderer/keys/key.ts",
    'import Keys from "./Keys.svelte";',
  ],
  ["bench/a.ts", 'import "./in/b.ts";', "bench/in/b.ts", 'await import("../a.ts");'],
  ["scripts/a.mjs", 'import "./b.mjs";', "scripts/b.mjs", 'import "./a.mjs";'],
  ["test/a.ts", 'import "./b.ts";', "test/b.ts", 'import "./a.ts";'],
  ["models/training/a.py", "import b", "models/training/b.py", "from a import c"],
])("finds that %s (%s) and %s (%s) import each other", (one, importing, other, back) => {
  const faults = faultsOf({ [one]: importing, [other]: back });
  expect(faults).toEqual([`import each other: ${one}, ${other}`]);
});

it("finds an arrow upwards, and rooms that import each other", () => {
  const upwards = 'import { reader } from "../import/reader.ts";';
  expect(
    faultsOf({ "src-core/import/reader.ts": "", "src-core/overlay/paint.ts": upwards }),
  ).toEqual([
    "src-core/overlay/paint.ts → src-core/import/reader.ts: src-core/overlay imports from no room above it, and import is above",
  ]);
  const sideways = {
    "src-main/engine/a.ts": 'import "../image/b.ts";',
    "src-main/image/b.ts": "",
    "src-main/image/c.ts": 'import "../engine/d.ts";',
    "src-main/engine/d.ts": "",
  };
  expect(faultsOf(sideways)).toEqual(["rooms import each other: src-main/engine, src-main/image"]);
});

const importing = (specifier: string): string => `import ${JSON.stringify(specifier)};`;

it.each([
  ["src-core/a.ts", "../src-main/b.ts", "src-core imports from no room above it"],
  ["src-core/a.ts", "../src-renderer/b.ts", "src-core imports from no room above it"],
  ["src-main/a.ts", "../src-renderer/b.ts", "outside of itself src-main imports from src-core"],
  ["src-renderer/a.ts", "../src-main/b.ts", "outside of itself src-renderer imports from src-core"],
  ["src-renderer/a.ts", "../src-core/tiling/b.ts", "src-core/size.ts alone"],
  ["src-main/a.ts", "../test/support/b.ts", "src-main imports from no room above it"],
  ["src-main/a.ts", "../test/fixtures/b.json", "src-main imports from no room above it"],
  ["src-renderer/a.ts", "../scripts/b.mjs", "src-renderer imports from no room above it"],
  ["src-core/a.ts", "../bench/b.ts", "src-core imports from no room above it"],
  ["src-core/a.ts", "../vite.config.ts", "src-core imports from no room above it"],
  ["test/a.ts", "../bench/b.ts", "test imports from no room above it"],
  ["bench/a.ts", "../scripts/b.mjs", "bench imports from no room above it"],
])("finds that %s must not import %s, however it does", (from, name, why) => {
  const target = JSON.stringify(name);
  for (const content of [
    importing(name),
    `export * from ${target};`,
    `const b = await import(${target});`,
    `type B = typeof import(${target});`,
  ]) {
    const faults = faultsOf({ [from]: content });
    expect(faults).toEqual([expect.stringContaining(`${from} → `)]);
    expect(faults[0]).toContain(why);
  }
});

it("finds what the markup of a component imports", () => {
  const markup = '{#await import("../src-main/b.ts") then b}{b}{/await}';
  expect(faultsOf({ "src-renderer/A.svelte": markup })).toHaveLength(1);
});

it("lets the tests import the check of the house, and those around the product all of it", () => {
  const faults = faultsOf({
    "src-main/a.ts": importing("../src-core/size.ts"),
    "src-renderer/main.ts": ["./styles/a.css", "../src-core/overlay/b.ts"].map(importing).join(""),
    "src-renderer/keys/Key.svelte": `<script>${importing("../icon.svg")}</script>`,
    "test/a.test.ts": ["../scripts/house/survey.mjs", "../src-main/a.ts"].map(importing).join(""),
    "bench/a.ts": importing("../test/support/a.ts"),
    "scripts/a.ts": ["../bench/a.ts", "../dist/cli.js"].map(importing).join(""),
  });
  expect(faults).toEqual([]);
});

it.each([
  ["src-main/files/a.ts", "sharp", "only src-main/image may import sharp"],
  ["src-main/a.mjs", "sharp", "only src-main/image may import sharp"],
  ["src-main/files/a.ts", "onnxruntime-node", "only src-main/engine may import onnxruntime-node"],
  ["src-main/image/a.ts", "@tensorflow/tfjs-core/dist/ops", "only src-main/engine may import"],
  ["src-main/files/a.ts", "electron/main", "only src-main/desktop may import electron"],
  ["src-core/network/graph/a.ts", "node:fs", "only src-main may import node:"],
  ["src-core/network/graph/a.ts", "fs", "only src-main may import node:"],
  ["src-core/network/graph/a.mjs", "zod", "only src-core/contract, src-core/import,"],
  ["src-renderer/A.svelte", "node:fs", "only src-main may import node:"],
  ["src-main/api/a.ts", "left-pad", "left-pad has no line in scripts/house/packages.mjs"],
  ["src-core/a.ts", "constructor", "constructor has no line in scripts/house/packages.mjs"],
])("finds that %s must not import %s", (from, name, why) => {
  const all = [importing(name), `await import("${name}");`, `type A = import("${name}").A;`];
  for (const one of all) {
    const content = from.endsWith(".svelte") ? `<script>${one}</script>` : one;
    const faults = faultsOf({ [from]: content });
    expect(faults).toEqual([expect.stringContaining(`${from} → ${name}: ${why}`)]);
  }
});

it("finds a package that is required, and lets those around the product have theirs", () => {
  const required = 'createRequire(import.meta.url)("sharp");';
  expect(faultsOf({ "src-main/files/a.ts": required })).toHaveLength(1);
  const packages = ["sharp", "node:fs", "zod"].map(importing).join("\n");
  expect(faultsOf({ "src-main/image/a.ts": packages, "test/a.ts": packages })).toEqual([]);
});

it.each(["./b", "./b.js", "..", "./b.ts?raw", "../dist/b"])(
  "finds that %s is no whole name of a file",
  (name) => {
    for (const content of [importing(name), `await import("${name}");`])
      for (const from of ["src-core/a.ts", "test/a.ts", "scripts/a.mjs"])
        expect(faultsOf({ [from]: content })).toEqual([
          expect.stringContaining("an import names its file whole, with its ending"),
        ]);
  },
);

it.each([
  ["src-core/new", "src-core/new/inner/a.ts"],
  ["src-main/new", "src-main/new/a.ts"],
  ["src-main/analysis/new", "src-main/analysis/new/a.ts"],
  ["src-main/analysis/loose.ts", "src-main/analysis/loose.ts"],
  ["src-renderer/new", "src-renderer/new/A.svelte"],
  ["src-renderer/components/new", "src-renderer/components/new/A.svelte"],
  ["src-new", "src-new/a.ts"],
])("finds that %s stands on no floor", (room, path) => {
  const fault = `room ${room} stands on no floor: give it one in scripts/house/floors.mjs`;
  expect(faultsOf({ [path]: "" })).toEqual([fault]);
});

it.each([
  ["src-main/engine/tfjs", "src-main/engine/devices"],
  ["src-core/overlay/one", "src-core/overlay/two"],
  ["src-renderer/state/jobs", "src-renderer/state/files"],
  ["test/support/zoo", "test/support/maps"],
])("finds that folders beside each other, %s and %s, import each other", (one, two) => {
  const to = (place: string, name: string): string => importing(`../${basename(place)}/${name}`);
  const faults = faultsOf({
    [`${one}/a.ts`]: to(two, "b.ts"),
    [`${two}/b.ts`]: "",
    [`${two}/c.ts`]: to(one, "inner/d.ts"),
    [`${one}/inner/d.ts`]: "",
  });
  expect(faults).toEqual([`rooms import each other: ${[one, two].sort().join(", ")}`]);
});

it("lets files beside a folder be what it stands on, or its door, and not both", () => {
  const trees = (door: string): Record<string, string> => ({
    "src-main/engine/door.ts": door,
    "src-main/engine/tfjs/a.ts": importing("../ground.ts"),
    "src-main/engine/tfjs/b.ts": "",
    "src-main/engine/ground.ts": "",
    "src-main/engine/devices/c.ts": importing("../door.ts"),
  });
  expect(faultsOf(trees(importing("./tfjs/a.ts")))).toEqual([]);
  const both = { ...trees(""), "src-main/engine/ground.ts": importing("./tfjs/b.ts") };
  expect(faultsOf(both)).toEqual([
    "rooms import each other: src-main/engine/ground.ts, src-main/engine/tfjs",
  ]);
});

it("finds a file that imports itself", () => {
  const faults = faultsOf({ "src-core/a.ts": 'import type { A } from "./a.ts";' });
  expect(faults).toEqual(["src-core/a.ts imports itself"]);
});

it.each([
  "src-main/a.ts",
  "test/unit/a.test.ts",
  "bench/a.py",
  "scripts/a.mjs",
  "scripts/a.js",
  "src-main/a.cjs",
  "src-main/a.mts",
  "src-renderer/a.tsx",
  "src-renderer/styles/a.css",
  "src-renderer/a.html",
  "scripts/a.sh",
  "eslint.config.js",
])("finds that %s is too long", (path) => {
  const short = files("src-main", 3); // for the median
  expect(faultsOf({ ...short, [path]: lines(301) })).toEqual([
    `${path} has 301 lines, the most is 300`,
  ]);
});

it.each(["src-renderer/i18n", "test/ui", "bench/speed", "scripts", "models/training"])(
  "finds that %s is too full",
  (place) => {
    expect(faultsOf(files(place, 31))).toEqual([`${place} has 31 files, the most is 30`]);
  },
);

it("finds that files of the product are long on the whole, and lets those around it be", () => {
  expect(faultsOf({ "src-core/a.ts": lines(66), "test/a.ts": lines(66) })).toEqual([
    "the median file has 66 lines, the most is 65",
  ]);
});
