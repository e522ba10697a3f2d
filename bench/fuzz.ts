/**
 * @file Mutated models by the thousand: none may crash the converter, hang it, or come out wrong without a word.
 *
 *   npm run fuzz -- [--count 20000] [--seed 0] [--first 0]
 *
 * A failure is looked at alone with `--first INDEX --count 1`.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fuzz } from "../test/support/fuzz/fuzz.ts";
import { Report } from "../test/support/fuzz/report.ts";
import { measureSlowness } from "../test/support/slowness.ts";
import { fuzzOptions } from "./fuzz-options.ts";
import { watchTree } from "./tree-peak.ts";

const { count, seed, first } = fuzzOptions({ count: 20_000, seed: 0 });

await measureSlowness(1);
const peakOfTree = watchTree();
const folder = mkdtempSync(join(tmpdir(), "fullconv-fuzz-"));
const report = new Report();
await fuzz(
  { seed, first, count, folder },
  (done) => {
    report.add(done);
    if (report.total % 1000 === 0) console.error(`${report.total} of ${count}`);
  },
  report.lost,
);
console.log(report.text());
console.log(peakOfTree());
if (report.defects.length > 0) {
  console.log(`the files are in ${folder}`);
  process.exitCode = 1;
}
