/**
 * @file Damaged cards, labels, annotations, journals, lists and descriptions of batches by the thousand.
 *
 *   npm run fuzz:files -- [--count 100000] [--seed 0] [--first 0]
 *
 * A failure is looked at alone with `--first INDEX --count 1`.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileReport, fuzzFiles } from "../test/support/fuzz/files/watch.ts";
import { measureSlowness } from "../test/support/slowness.ts";
import { fuzzOptions } from "./fuzz-options.ts";
import { watchTree } from "./tree-peak.ts";

const { count, seed, first } = fuzzOptions({ count: 100_000, seed: 0 });

await measureSlowness(1);
const peakOfTree = watchTree();
const folder = mkdtempSync(join(tmpdir(), "fullconv-fuzz-"));
const report = new FileReport();
await fuzzFiles({ seed, first, count, folder }, report);
console.log(report.text());
console.log(peakOfTree());
if (report.defects.length > 0) {
  console.log(`the files are in ${folder}`);
  process.exitCode = 1;
}
