/** @file The packages that are shipped: those that were bundled, and those that lie beside the bundles. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * @param inputs the modules of the bundles
 * @param packages what is shipped as it is, together with all that it depends on
 * @returns a component for each package
 */
export function packageComponents(inputs, packages) {
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== null));
  for (const name of packages) addTree(name, folders);
  return [...folders].map(component);
}

/** `…/node_modules/@scope/name` of a module; null for modules of our own. */
function packageFolder(module) {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module.replaceAll("\\", "/")) ?? [];
  return name === undefined ? null : join("node_modules", name);
}

/** What packages install themselves with, and what only compilers read: electron-builder.yml leaves both out. */
const unshipped = /^(?:adm-zip|global-agent|@types\/.*|@webgpu\/types)$/;

/** Optional packages are those of the platforms: only what is installed is shipped. */
function addTree(name, folders) {
  if (unshipped.test(name)) return;
  const folder = join("node_modules", name);
  if (folders.has(folder) || !existsSync(folder)) return;
  folders.add(folder);
  const { dependencies = {}, optionalDependencies = {} } = manifest(folder);
  for (const next of Object.keys({ ...dependencies, ...optionalDependencies }))
    addTree(next, folders);
}

function component(folder) {
  const { name, version, license, homepage, repository } = manifest(folder);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  const source = homepage ?? (typeof repository === "string" ? repository : repository?.url);
  return {
    type: "library",
    name,
    version,
    license,
    source: source?.replace(/^git\+/, "").replace(/\.git$/, ""),
    purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
    text: texts.join("\n\n"),
  };
}

const manifest = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
