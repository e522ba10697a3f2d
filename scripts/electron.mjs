/** @file Electron's program: where it is, and how it comes here. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = "node_modules/electron";

/** How long nothing may arrive, in milliseconds: without a network nobody should wait. */
const patience = 10_000;

/** Path of the program, or null where it was never fetched. */
export function electronBinary() {
  const name = join(folder, "path.txt");
  if (!existsSync(name)) return null;
  const binary = join(folder, "dist", readFileSync(name, "utf8"));
  return existsSync(binary) ? binary : null;
}

/** Has Electron's own installer fetch the program. @returns its path, or null where it did not come */
export async function fetchElectron() {
  console.error("Fetching Electron's program, once (about 110 MB) ...");
  // Its downloads go where their growth can be watched.
  const downloads = mkdtempSync(join(tmpdir(), "fullconv-electron-"));
  const env = { ...process.env, TMPDIR: downloads, TEMP: downloads, TMP: downloads };
  const installer = spawn(process.execPath, [join(folder, "install.js")], { env, stdio: "ignore" });
  let [size, grown] = [0, performance.now()];
  const watch = setInterval(() => {
    const now = sizeOf(downloads) + sizeOf(join(folder, "dist"));
    if (now !== size) {
      size = now;
      grown = performance.now();
    }
    if (performance.now() - grown > patience) installer.kill();
  }, 500);
  await new Promise((resolve) => {
    installer.once("error", resolve).once("exit", resolve);
  });
  clearInterval(watch);
  rmSync(downloads, { recursive: true, force: true });
  return electronBinary();
}

/** Bytes of a file or a folder, as far as it is there: others may be moving it. */
function sizeOf(path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status?.isDirectory()) return status?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
