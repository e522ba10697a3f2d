import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeLeftovers } from "../../../src-main/files/leftovers.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leftovers-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Of a process that has ended. */
const dead = spawnSync(process.execPath, ["--version"]).pid;
const isOurs = (name: string): boolean => name.endsWith(".overlay.png") || name.endsWith(".zarr");

it("removes parts of processes that are no more, in folders, too", async () => {
  mkdirSync(join(folder, "inner", `b.zarr.${dead}.part`, "c"), { recursive: true });
  const kept = [
    `a.overlay.png.${process.pid}.part`,
    `a.overlay.png.${process.ppid}.part`,
    `film.${dead}.part`,
    "a.overlay.png",
    `a.overlay.png.${dead}.part.bak`,
    `.${dead}.part`,
  ];
  for (const name of [...kept, `a.overlay.png.${dead}.part`])
    writeFileSync(join(folder, name), "x");
  await removeLeftovers(folder, isOurs);
  expect(readdirSync(folder).sort()).toEqual([...kept, "inner"].sort());
  expect(readdirSync(join(folder, "inner"))).toEqual([]);
});

it("leaves what may be another machine's until it is old", async () => {
  const [young, old] = [`a.zarr.${dead}.part`, `b.zarr.${dead}.part`];
  for (const name of [young, old]) writeFileSync(join(folder, name), "x");
  const hours = Date.now() / 1000 - 7200;
  utimesSync(join(folder, old), hours, hours);
  await removeLeftovers(folder, isOurs, 3_600_000);
  expect(readdirSync(folder)).toEqual([young]);
});

it("has nothing to do where there is no folder", async () => {
  await expect(removeLeftovers(join(folder, "none"), isOurs)).resolves.toBeUndefined();
});
