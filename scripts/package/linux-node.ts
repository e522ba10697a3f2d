/** @file The Node that Linux packages carry. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { withoutSymbols } from "./without-symbols.ts";

const version = "24.21.0";

/** @param resources folder that it is put into, with its licences */
export function addLinuxNode(resources: string, processor: string): void {
  const { binary, license } = nodeFor(processor);
  writeFileSync(join(resources, "node"), withoutSymbols(readFileSync(binary)), { mode: 0o755 });
  if (existsSync(license)) copyFileSync(license, join(resources, "LICENSE.node.txt"));
}

/** The one that FULLCONV_NODE names, or else the one that npm has for the processor. */
function nodeFor(processor: string): { binary: string; license: string } {
  const named = process.env["FULLCONV_NODE"];
  if (named !== undefined) return { binary: named, license: join(named, "..", "..", "LICENSE") };
  const folder = join("node_modules", ".cache", "fullconv-node");
  const name = `node-linux-${processor}`;
  const home = join(folder, "node_modules", name);
  const binary = join(home, "bin", "node");
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    // Not among the app's packages: every checkout would fetch it, and few make packages.
    // Forced, because the processor may be another than this machine's.
    const options = ["--force", "--no-save", "--loglevel=error", "--prefix", folder];
    const windows = process.platform === "win32"; // where npm is a script of the shell
    spawnSync("npm", ["install", ...options, `${name}@${version}`], {
      stdio: "inherit",
      shell: windows,
    });
  }
  if (!existsSync(binary))
    throw new Error(`${name} could not be fetched: name a Node to ship with FULLCONV_NODE`);
  return { binary, license: join(home, "LICENSE") };
}
