/** @file Installs the packages when they are missing or older than the lock file. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

const marker = "node_modules/.package-lock.json";

export function installMissing() {
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync("package-lock.json").mtimeMs)
    return;
  console.error("Installing packages (npm ci) ...");
  const { status } = spawnSync("npm", ["ci", "--loglevel=error"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}
