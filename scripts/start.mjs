/** @file `npm start`: from a fresh checkout to an open window; in a browser where Electron cannot have one. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { electronBinary, fetchElectron } from "./electron.mjs";
import { installMissing } from "./install.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
installMissing();
buildIfStale();

const hasDisplay =
  process.platform !== "linux" ||
  Boolean(process.env.DISPLAY) ||
  Boolean(process.env.WAYLAND_DISPLAY);
const obstacle = await openDesktop();
if (obstacle !== null) await openBrowser(obstacle);

function buildIfStale() {
  const sources = [
    ...["src-core", "src-main", "src-renderer", "vite.config.ts", "package-lock.json"],
    ...["scripts/build.mjs", "scripts/licenses"],
  ];
  const built = existsSync("dist/built") ? statSync("dist/built").mtimeMs : 0;
  if (Math.max(...sources.map(newest)) < built) return;
  console.error("Building (npm run build) ...");
  const { status } = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

/** When a file, or anything in a folder, was last changed. A folder itself changes when something in it is removed. */
function newest(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** @returns why there is no window, or null once the one that was there is closed */
async function openDesktop() {
  if (!hasDisplay) return "No display is here";
  const binary = electronBinary() ?? (await fetchElectron());
  if (!binary) return "Electron's program could not be fetched";
  const started = performance.now();
  const child = spawn(binary, [".", ...process.argv.slice(2)], {
    stdio: "inherit",
    // On Linux the engine process runs on it.
    env: { ...process.env, FULLCONV_NODE: process.execPath },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => {
      // A terminal's Ctrl-C reaches the child by itself, and twice would be without ceremony.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  const [code, reason] = await new Promise((resolve) => {
    child.once("error", ({ message }) => resolve([1, message]));
    child.once("exit", (status, signal) =>
      resolve([signal ? 0 : status, `it ended with ${status}`]),
    );
  });
  // Most often a library or a right that the system does not give it.
  if (code !== 0 && performance.now() - started < 5000)
    return `Electron cannot run here (${reason})`;
  process.exitCode = code;
  return null;
}

/** In this process, so that Ctrl-C finds one process to end. */
async function openBrowser(obstacle) {
  console.error(`${obstacle}: Fullconv opens in the browser instead.`);
  process.argv.splice(1, Infinity, "dist/cli.js", "serve", ...(hasDisplay ? ["--open"] : []));
  await import("../dist/cli.js");
  // Ctrl-C is how it is meant to end.
  if (process.exitCode === 130) process.exitCode = 0;
}
