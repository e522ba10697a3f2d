/** @file All that is shipped, with its licence: packages, what is inside native libraries, models. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { libvipsComponents } from "./libvips.mjs";
import { packageComponents } from "./packages.mjs";

/**
 * @param inputs the modules of the bundles
 * @param packages what is shipped as it is
 * @returns sorted by name: type, name, version, license (an SPDX expression), source, purl, text of its own or ""
 */
export function components(inputs, packages) {
  const all = [...packageComponents(inputs, packages), ...libvipsComponents(), ...models()];
  return all.sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** Beside the built-in ones there are cards of published networks: descriptions, without their weights. */
function models(folder = "models") {
  return readdirSync(folder)
    .map((name) => join(folder, name, "card.json"))
    .filter((path) => existsSync(path))
    .map((path) => {
      const { id, version, license, provenance } = JSON.parse(readFileSync(path, "utf8"));
      return {
        type: "machine-learning-model",
        name: id,
        version,
        license,
        source: undefined,
        purl: `pkg:generic/fullconv-${id}@${version}`,
        text: `Trained on: ${provenance.data}`,
      };
    });
}
