/** @file Hook of electron-builder: Linux packages carry a Node for the engine process (why: src-main/desktop/worker.ts). */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Arch } from "electron-builder";

const version = "24.21.0";

export default function afterPack({ electronPlatformName, arch, appOutDir }) {
  if (electronPlatformName !== "linux") return;
  const { binary, license } = nodeFor(Arch[arch]);
  const resources = join(appOutDir, "resources");
  copyFileSync(binary, join(resources, "node"));
  chmodSync(join(resources, "node"), 0o755);
  if (existsSync(license)) copyFileSync(license, join(resources, "LICENSE.node.txt"));
}

/** The one that FULLCONV_NODE names, or else the one that npm has for the architecture. */
function nodeFor(arch) {
  const named = process.env.FULLCONV_NODE;
  if (named) return { binary: named, license: join(named, "..", "..", "LICENSE") };
  const folder = join("node_modules", ".cache", "fullconv-node");
  const name = `node-linux-${arch}`;
  const home = join(folder, "node_modules", name);
  const binary = join(home, "bin", "node");
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    // Not among the app's packages: every checkout would fetch it, and few make packages.
    // Forced, because the architecture may be another than this machine's.
    const options = ["--force", "--no-save", "--loglevel=error", "--prefix", folder];
    spawnSync("npm", ["install", ...options, `${name}@${version}`], { stdio: "inherit" });
  }
  if (!existsSync(binary))
    throw new Error(`${name} could not be fetched: name a Node to ship with FULLCONV_NODE`);
  return { binary, license: join(home, "LICENSE") };
}
