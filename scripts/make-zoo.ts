/**
 * @file Writes the networks that the tests are made with as files, to look at or to try with other tools.
 *
 *   node --import tsx scripts/make-zoo.ts <folder>
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeModel } from "../src-core/network/onnx/model.ts";
import { refused } from "../test/support/zoo/refused/index.ts";
import { zoo } from "../test/support/zoo/index.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("name the folder to write to");
  process.exit(2);
}
for (const [place, networks] of [
  [folder, zoo],
  [join(folder, "refused"), refused],
] as const) {
  mkdirSync(place, { recursive: true });
  for (const { name, build } of networks)
    writeFileSync(join(place, `${name}.onnx`), writeModel(build()));
}
console.log(`${folder}: ${zoo.length} networks, and ${refused.length} that are refused`);
