/** @file The system's Chromium, and how it is started: alone, offline, without a GPU. */
import { existsSync } from "node:fs";

const browsers = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

const executablePath = browsers.find((path) => path !== undefined && existsSync(path));

/** Options of Playwright's launch; without a system's Chromium the choice is Playwright's. */
export const chromiumOptions = {
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
  ...(executablePath ? { executablePath } : {}),
};
