/**
 * @file `npm run house`: whether the house is as CONTRIBUTING.md draws it. No circles, no arrows upwards, no file and no folder
 * that is too long; `--write` draws the picture anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { upward } from "./arrows.mjs";
import { circles } from "./circles.mjs";
import { importGraph } from "./imports.mjs";
import { bounds, measures } from "./measures.mjs";
import { missingFiles } from "./named-files.mjs";
import { picture, withPicture } from "./picture.mjs";
import { roomGraph } from "./rooms.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const graph = importGraph(root);
const { files, median, long, full } = measures(root, [...graph.keys()]);

const faults = [
  ...circles(graph).map((circle) => `import each other: ${circle.join(", ")}`),
  ...circles(roomGraph(graph)).map((circle) => `rooms import each other: ${circle.join(", ")}`),
  ...[...graph].flatMap(([from, targets]) =>
    targets.flatMap((to) => {
      const why = upward(from, to);
      return why ? [`${from} → ${to}: ${why}`] : [];
    }),
  ),
  ...long.map(({ path, lines }) => `${path} has ${lines} lines, the most is ${bounds.longest}`),
  ...full.map(([path, count]) => `${path} has ${count} files, the most is ${bounds.folder}`),
  ...(median > bounds.median
    ? [`the median file has ${median} lines, the most is ${bounds.median}`]
    : []),
];

const map = join(root, "CONTRIBUTING.md");
const before = readFileSync(map, "utf8");
for (const name of missingFiles(root, before))
  faults.push(`CONTRIBUTING.md names ${name}, which is not there`);
const now = await format(withPicture(before, picture(graph)), {
  parser: "markdown",
  printWidth: 120,
});
if (process.argv.includes("--write")) writeFileSync(map, now);
else if (now !== before)
  faults.push("CONTRIBUTING.md draws the rooms as they were: npm run house -- --write");

for (const fault of faults) console.error(fault);
console.log(`${files} files, median ${median} lines, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
