/**
 * @file Damaged images by the thousand: none may show other pixels than the whole file without an error.
 *
 *   npm run fuzz:images -- [--count 10000] [--seed 1] [--first 0]
 *
 * A failure is looked at alone with `--first INDEX --count 1`.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fuzzImages, ImageReport } from "../test/support/fuzz/images/watch.ts";
import { measureSlowness } from "../test/support/slowness.ts";
import { fuzzOptions } from "./fuzz-options.ts";
import { watchTree } from "./tree-peak.ts";

const { count, seed, first } = fuzzOptions({ count: 10_000, seed: 1 });

await measureSlowness(1);
const peakOfTree = watchTree();
const folder = mkdtempSync(join(tmpdir(), "fullconv-images-"));
const report = new ImageReport();
await fuzzImages({ seed, first, count, folder }, report, (done) => {
  if (done % 1000 === 0) console.error(`${done} of ${count}`);
});
console.log(report.text());
console.log(peakOfTree());
if (report.defects.length > 0) {
  console.log(`the files are in ${folder}`);
  process.exitCode = 1;
}
