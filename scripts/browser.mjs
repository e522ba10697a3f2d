/** @file The Chromium that the browser tests use: one that is there, or one that is installed now. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const places = {
  darwin: ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

function present() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [
    process.env.CHROMIUM_PATH ?? "",
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...(places[process.platform] ?? []),
  ];
  return candidates.find((path) => path !== "" && existsSync(path));
}

const run = (command, args) => spawnSync(command, args, { stdio: "inherit" }).status === 0;

/** Path of a browser, or undefined where none is to be had. */
export function findBrowser() {
  const found = present();
  if (found) return found;
  console.error("No Chromium is here: installing one for the browser tests ...");
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const install = () =>
      run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"]);
    if (install() || (run("apt-get", ["update"]) && install())) return present();
  }
  if (!run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]))
    return undefined;
  const { stdout } = spawnSync(
    process.execPath,
    ["-e", 'import("@playwright/test").then((p) => console.log(p.chromium.executablePath()))'],
    { encoding: "utf8" },
  );
  return stdout.trim() || undefined;
}
