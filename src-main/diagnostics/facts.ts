/** @file What is known of app and libraries. Nothing native is loaded for it: versions are read off the packages. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { arch } from "node:os";
import { join } from "node:path";
import { appRoot, appVersion } from "../files/app-root.ts";
import { userFolder, userModelsFolder } from "../files/user-folder.ts";
import type { Facts } from "../log/facts.ts";

export function appFacts(runsAs: string): Facts {
  const { electron, chrome, node, v8 } = process.versions as Record<string, string>;
  const commit = commitOf(join(appRoot(), ".git"));
  return [
    ["version", appVersion() + (commit === null ? "" : `, commit ${commit}`)],
    ["runs as", runsAs],
    ["Node", `${node ?? ""} (V8 ${v8 ?? ""})`],
    ...(electron === undefined
      ? []
      : ([["Electron", `${electron} (Chromium ${chrome ?? ""})`]] as const)),
    ["running for", `${Math.round(process.uptime())} s`],
  ];
}

/** Of a checkout; a package says its version alone. */
function commitOf(git: string): string | null {
  try {
    const head = readFileSync(join(git, "HEAD"), "utf8").trim();
    const branch = /^ref: (.+)$/.exec(head)?.[1];
    const commit = branch === undefined ? head : readFileSync(join(git, branch), "utf8").trim();
    return /^[0-9a-f]{40}$/.test(commit) ? commit.slice(0, 12) : null;
  } catch {
    return null;
  }
}

const { resolve } = createRequire(import.meta.url);

const libraries = ["onnxruntime-node", "sharp", "webgpu", "@tensorflow/tfjs-core"];

export const libraryFacts = (): Facts => [
  ...libraries.map((name) => [name, packageVersion(name)] as const),
  ["libvips", libvips()],
];

/** Looked up in the folders where Node looks: not every package lets its description be resolved. */
function packageVersion(name: string): string {
  for (const folder of resolve.paths(name) ?? [])
    try {
      const text = readFileSync(join(folder, name, "package.json"), "utf8");
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      // The next folder.
    }
  return "not found";
}

/** It lies in a package of its own, on Windows beside sharp's binary. */
function libvips(): string {
  for (const name of ["sharp-libvips", "sharp"])
    for (const libc of ["", "musl"])
      try {
        const path = resolve(`@img/${name}-${process.platform}${libc}-${arch()}/versions`);
        return (JSON.parse(readFileSync(path, "utf8")) as { vips: string }).vips;
      } catch {
        // The next place.
      }
  return "not found";
}

/** What changes what Fullconv does, without its values: those are mostly paths. */
const variables = [
  ...["FULLCONV_HOME", "FULLCONV_CACHE", "FULLCONV_NODE", "FULLCONV_DEBUG"],
  ...["CUDA_VISIBLE_DEVICES", "VK_ICD_FILENAMES", "VK_DRIVER_FILES", "LD_LIBRARY_PATH"],
  ...["NODE_OPTIONS", "ELECTRON_RUN_AS_NODE", "UV_THREADPOOL_SIZE"],
];

/** How many there are of what is the user's, never how it is called. */
export function keptFacts(): Facts {
  const set = variables.filter((name) => process.env[name]);
  return [
    ["models of one's own", String(countIn(userModelsFolder()))],
    ["batches", String(countIn(join(userFolder(), "batches")))],
    ["environment", set.length === 0 ? "as usual" : `${set.join(", ")} set`],
  ];
}

function countIn(folder: string): number {
  try {
    return existsSync(folder) ? readdirSync(folder).length : 0;
  } catch {
    return 0;
  }
}
