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
import { parseArgs } from "node:util";
import { FileReport, fuzzFiles } from "../test/support/fuzz/files/watch.ts";
import { measureSlowness } from "../test/support/slowness.ts";
import { watchTree } from "./tree-peak.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "100000" },
    seed: { type: "string", default: "0" },
    first: { type: "string", default: "0" },
  },
});
const [count = 0, seed = 0, first = 0] = [values.count, values.seed, values.first].map(Number);
if (![count, seed, first].every(Number.isSafeInteger))
  throw new RangeError("--count, --seed and --first: whole numbers are needed");

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
