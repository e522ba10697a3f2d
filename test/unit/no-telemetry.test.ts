/** @file The variables that silence ONNX Runtime are those that its libraries ask for: read in the libraries themselves. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { noTelemetry, environmentWithoutTelemetry } from "../../src-main/engine/no-telemetry.ts";

const home = "node_modules/onnxruntime-node/bin/napi-v6";
const libraries = { darwin: /\.1\.dylib$/, linux: /\.so\.1$/, win32: /^onnxruntime\.dll$/ };

it.each(Object.entries(libraries))("are asked for on %s", (system, library) => {
  const files = readdirSync(join(home, system)).flatMap((architecture) =>
    readdirSync(join(home, system, architecture))
      .filter((name) => library.test(name))
      .map((name) => join(home, system, architecture, name)),
  );
  expect(files.length).toBeGreaterThan(0);
  const names = Object.keys(noTelemetry(system as NodeJS.Platform));
  for (const file of files)
    for (const name of names) expect(readFileSync(file).includes(`\0${name}\0`), file).toBe(true);
});

it("count whatever was said before", () => {
  const [name = ""] = Object.keys(noTelemetry(process.platform));
  expect(environmentWithoutTelemetry({ [name]: "0", OTHER: "x" })).toMatchObject({
    [name]: "1",
    OTHER: "x",
  });
});
