/**
 * @file `npm run house`: whether the house is as CONTRIBUTING.md draws it. No circles, no arrows upwards, no file and no folder
 * that is too long; `--write` draws the picture anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { misnamed, projectPaths } from "./named-files.mjs";
import { picture, withPicture } from "./picture.mjs";
import { survey } from "./survey.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { graph, product, around, faults } = survey(root);

const map = join(root, "CONTRIBUTING.md");
const before = readFileSync(map, "utf8");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
for (const name of misnamed(before, projectPaths(root), Object.keys(scripts)))
  faults.push(`CONTRIBUTING.md names ${name}, which is not there`);
const now = await format(withPicture(before, picture(graph)), {
  parser: "markdown",
  printWidth: 120,
});
if (process.argv.includes("--write")) writeFileSync(map, now);
else if (now !== before)
  faults.push("CONTRIBUTING.md draws the rooms as they were: npm run house -- --write");

for (const fault of faults) console.error(fault);
const sizes = ({ files, median }) => `${files} files, median ${median} lines`;
console.log(`${sizes(product)}; around them ${sizes(around)}; ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
