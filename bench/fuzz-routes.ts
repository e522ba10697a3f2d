/**
 * @file Hostile requests to the app's routes by the thousand.
 *
 *   npm run fuzz:routes -- [--count 20000] [--seed 0] [--first 0]
 *
 * A request is the same for the same seed and index, but what it meets is what the ones since the last multiple of 200 left.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fuzzRoutes, RouteReport } from "../test/support/fuzz/routes/watch.ts";
import { measureSlowness } from "../test/support/slowness.ts";
import { fuzzOptions } from "./fuzz-options.ts";
import { watchTree } from "./tree-peak.ts";

const { count, seed, first } = fuzzOptions({ count: 20_000, seed: 0 });

await measureSlowness(1);
const peakOfTree = watchTree();
const folder = mkdtempSync(join(tmpdir(), "fullconv-routes-"));
const report = new RouteReport();
await fuzzRoutes({ seed, first, count, folder }, report);
rmSync(folder, { recursive: true, force: true });
console.log(report.text());
console.log(peakOfTree());
if (report.defects.length > 0) process.exitCode = 1;
