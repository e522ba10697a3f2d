/** @file What is imported late and bundled: CommonJS has no name there but its default, which no test of the source sees. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, it } from "vitest";

/** As in scripts/build.mjs: these are imported by Node as they are. */
const apart = /^(?:node:|onnxruntime-node$|sharp$|electron$|webgpu$|@tensorflow\/)/;
const late = /const (\{[^}]*\}|\w+) = await import\("([^."][^"]*)"\)/g;

it("is taken by its default", () => {
  const build = readFileSync("scripts/build.mjs", "utf8");
  expect(build).toContain(
    `const external = ["onnxruntime-node", "sharp", "electron", "webgpu", "@tensorflow/*"]`,
  );
  const found = readdirSync("src-main", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => [...readFileSync(join("src-main", name), "utf8").matchAll(late)])
    .map(([, taken = "", what = ""]) => ({ taken, what }))
    .filter(({ what }) => !apart.test(what));
  expect(found.map(({ what }) => what)).toContain("systeminformation");
  for (const { taken, what } of found) {
    expect(createRequire(import.meta.url).resolve(what)).not.toBe("");
    expect([what, taken]).toEqual([what, expect.stringMatching(/^\{ default: \w+ \}$/)]);
  }
});
