/**
 * @file Damaged images by the thousand: none may show other pixels than the whole file without an error.
 *
 *   npm run fuzz:images -- [--count 10000] [--seed 1]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Counts } from "../test/support/images/damage.ts";
import { damageAll } from "../test/support/images/damage.ts";
import { imageFiles } from "../test/support/images/image-files.ts";

const { values } = parseArgs({
  options: { count: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
});
const [count = NaN, seed = NaN] = [values.count, values.seed].map(Number);
if (![count, seed].every(Number.isSafeInteger))
  throw new RangeError("--count and --seed: whole numbers are needed");

const folder = mkdtempSync(join(tmpdir(), "fullconv-images-"));
const tally = await damageAll(folder, imageFiles(), { count, seed }, (done) => {
  if (done % 1000 === 0) console.error(`${done} of ${count}`);
});
rmSync(folder, { recursive: true, force: true });

const cells = ({ error = 0, same = 0, told = 0, free = 0, wrong = 0 }: Counts["cut"]): number[] => [
  error,
  same,
  told,
  free,
  wrong,
];
console.log("| format | damaged | refused | same pixels | other, told | other, as legal | wrong |");
console.log("| --- | --- | --- | --- | --- | --- | --- |");
for (const [format, counts] of tally.formats)
  for (const [what, verdicts] of Object.entries(counts) as [string, Counts["cut"]][])
    console.log(`| ${[format, what, ...cells(verdicts)].join(" | ")} |`);
if (tally.wrong.length > 0) {
  console.log(tally.wrong.join("\n"));
  process.exitCode = 1;
}
