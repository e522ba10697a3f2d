/** @file The licences of all that is shipped: packages that were bundled, and packages that lie beside the bundles. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * @param inputs the modules of the bundles
 * @param packages what is shipped as it is, together with all that it depends on
 * @returns one text with a section for each package
 */
export function licenses(inputs, packages) {
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== null));
  for (const name of packages) addTree(name, folders);
  const sections = [...folders].map(section).sort((a, b) => (a.title < b.title ? -1 : 1));
  const own = { title: "Fullconv", text: readFileSync("LICENSE", "utf8") };
  return [own, ...sections]
    .map(({ title, text }) => `${title}\n\n${text.trim()}\n`)
    .join(`\n${rule}\n\n`);
}

const rule = "-".repeat(80);

/** `…/node_modules/@scope/name` of a module; null for modules of our own. */
function packageFolder(module) {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module.replaceAll("\\", "/")) ?? [];
  return name === undefined ? null : join("node_modules", name);
}

/** Optional packages are those of the platforms: only what is installed is shipped. */
function addTree(name, folders) {
  const folder = join("node_modules", name);
  if (folders.has(folder) || !existsSync(folder)) return;
  folders.add(folder);
  const { dependencies = {}, optionalDependencies = {} } = manifest(folder);
  for (const next of Object.keys({ ...dependencies, ...optionalDependencies }))
    addTree(next, folders);
}

function section(folder) {
  const { name, version, license, homepage = "" } = manifest(folder);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  const title = `${name} ${version} (${license})${homepage && `, ${homepage}`}`;
  return { title, text: texts.join("\n\n") || `Licensed under ${license}.` };
}

const manifest = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
