/** @file What the test of `offline` watches with: strace and ip, installed now where this is a Debian that lets us. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Names of the programs are those of their packages, or stand beside them. */
const packages = { strace: "strace", ip: "iproute2" };

const isThere = (program) => !spawnSync(program, ["-V"], { stdio: "ignore" }).error;
const run = (args) => spawnSync("apt-get", args, { stdio: "inherit" }).status === 0;

/** The test itself says where it could not run. */
export function findWatchers() {
  if (process.platform !== "linux") return;
  const missing = Object.keys(packages).filter((program) => !isThere(program));
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const names = missing.map((program) => packages[program]);
  console.error(`Installing ${names.join(" and ")} for the test of who the app talks to ...`);
  const install = () => run(["install", "--yes", "--no-install-recommends", ...names]);
  if (!install() && run(["update"])) install();
}
