/** @file All that is shipped, with its licence: packages, what is inside native libraries, models. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { libvipsComponents } from "./libvips.mjs";
import { beside, packageComponent } from "./packages.mjs";

/**
 * What a checkout has, with the native libraries of its own system.
 * @param bundled as `bundledComponents` gives them
 */
export function components(bundled, modules = "node_modules") {
  const sharp = readdirSync(join(modules, "@img")).filter((name) => name.startsWith("sharp-"));
  const names = [...beside, ...sharp.map((name) => `@img/${name}`)];
  const packages = names.map((name) => packageComponent(join(modules, name)));
  return sorted([...bundled, ...packages, ...libvipsComponents(), ...modelComponents("models")]);
}

/** By name; once where it is both bundled and beside. */
export function sorted(all) {
  const once = [...new Map(all.map((one) => [one.purl, one])).values()];
  return once.sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** Beside the built-in ones there are cards of published networks: descriptions, without their weights. */
export function modelComponents(folder) {
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
