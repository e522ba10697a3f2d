/** @file The packages that are shipped: those that were bundled, and those that lie beside the bundles. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** What lies beside the bundles as it is, but for sharp's libraries, which every system has of its own: electron-builder.yml packs them. */
export const beside = [
  "@img/colour",
  "@tensorflow/tfjs-backend-wasm",
  "@tensorflow/tfjs-core",
  "detect-libc",
  "onnxruntime-common",
  "onnxruntime-node",
  "semver",
  "sharp",
  "webgpu",
];

/** Written into the one file of TensorFlow.js that runs here: packages that lie nowhere by themselves. */
const inside = ["@tensorflow/tfjs-backend-cpu", "long", "seedrandom"];

/**
 * @param modules the modules of which something is in a bundle
 * @returns a component for each package that they are of, and for those inside of what lies beside
 */
export function bundledComponents(modules) {
  const folders = modules.map(packageFolder).filter((folder) => folder !== null);
  const all = new Set([...folders, ...inside.map((name) => join("node_modules", name))]);
  return [...all].map(packageComponent);
}

/** `…/node_modules/@scope/name` of a module, within this folder; null for modules of our own. */
function packageFolder(module) {
  const path = module.replaceAll("\\", "/");
  const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
  return folder === undefined ? null : folder.slice(folder.indexOf("node_modules/"));
}

/** @param modules a folder of packages @returns the folder of each package in it, those within packages among them */
export function packageFolders(modules) {
  const namesIn = (folder) =>
    existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith(".")) : [];
  const folders = namesIn(modules).flatMap((name) =>
    name.startsWith("@")
      ? namesIn(join(modules, name)).map((own) => join(modules, name, own))
      : [join(modules, name)],
  );
  return folders
    .filter((folder) => existsSync(join(folder, "package.json")))
    .flatMap((folder) => [folder, ...packageFolders(join(folder, "node_modules"))]);
}

/** A file of the project's own where the package has none, or tells it wrongly. */
const notices = join("build", "notices", "packages");

/** @param folder of a package */
export function packageComponent(folder) {
  const { name, version, license, homepage, repository } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const ours = join(notices, `${name.replace("@", "").replace("/", "-").replace(systems, "")}.txt`);
  const paths = existsSync(ours) ? [ours] : files.map((file) => join(folder, file));
  const source = homepage ?? (typeof repository === "string" ? repository : repository?.url);
  return {
    type: "library",
    name,
    version,
    license: corrected[name] ?? license,
    source: source?.replace(/^git\+/, "").replace(/\.git$/, ""),
    purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
    text: paths.map((path) => readFileSync(path, "utf8").trim()).join("\n\n"),
  };
}

const systems = /-(?:linux|linuxmusl|darwin|win32)-\w+$/;

/** Its package.json says MIT, but its licence file, its only text, is Dawn's, which nearly all of it is. */
const corrected = { webgpu: "BSD-3-Clause" };
