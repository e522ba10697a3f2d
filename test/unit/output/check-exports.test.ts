import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeExports } from "../../../src-main/output/exports.ts";
import { exportable } from "../../support/exportable.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { randomMap } from "../../support/maps/score-map.ts";

const python = (...call: string[]) => spawnSync("python3", call, { encoding: "utf8" });

const present = python("-c", "import numpy, zarr; assert zarr.__version__[0] == '3'").status === 0;
if (!present) console.warn("skipped: exports read by NumPy and zarr-python 3 (not installed here)");

const folder = temporaryFolder();
const names = ["map", "zarr", "csv", "geojson"] as const;

describe.skipIf(!present)("exports", () => {
  it.each([
    [36, 24],
    [300, 531],
  ])("are what other libraries expect: a map of %i × %i cells", async (rows, columns) => {
    const prefix = join(folder, `${rows}`);
    await writeExports(prefix, names, exportable(randomMap(4, rows, columns)), {
      overwrite: false,
    });
    const { status, stdout, stderr } = python("scripts/check-exports.py", prefix);
    expect(stderr).toBe("");
    expect(stdout).toContain("all is well");
    expect(status).toBe(0);
  });
});
