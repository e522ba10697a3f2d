/** @file A test's window in a browser: the built server as a child process, and the system's Chromium. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { test as base } from "@playwright/test";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

const browsers = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The system's Chromium; undefined leaves the choice to Playwright. */
const executablePath = browsers.find((path) => path !== undefined && existsSync(path));

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Starts the server on a free port, with no models but ours; resolves with the address that lets a browser in. */
async function serve(): Promise<{ address: string; stop: () => Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), "home-of-test-"));
  const server = spawn(process.execPath, [cli, "serve", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, FULLCONV_HOME: home },
  });
  const stop = async (): Promise<void> => {
    server.kill();
    if (server.exitCode === null) await once(server, "exit");
    rmSync(home, { recursive: true, force: true });
  };
  for await (const line of createInterface(server.stdout)) {
    const address = /http:\/\/127\.0\.0\.1:\S+/.exec(line)?.[0];
    if (address) return { address, stop };
  }
  throw new Error(`${cli} ended without printing an address: build first (npm run build)`);
}

export interface WindowFixtures {
  /** A freshly opened window, empty, in English, light, without animations. */
  readonly window: Page;
}

/** Tests of the window in a browser. */
export const test = base.extend<WindowFixtures, { address: string }>({
  address: [
    // Playwright reads the fixtures that are needed off this pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { address, stop } = await serve();
      await use(address);
      await stop();
    },
    { scope: "worker" },
  ],
  launchOptions: [
    async ({ launchOptions }, use) => {
      await use({ ...launchOptions, args, ...(executablePath ? { executablePath } : {}) });
    },
    { scope: "worker" },
  ],
  contextOptions: async ({ contextOptions }, use) => {
    await use({ ...contextOptions, reducedMotion: "reduce" });
  },
  locale: "en-US",
  colorScheme: "light",
  window: async ({ page, address }, use) => {
    const problems: string[] = [];
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("console", (entry) => {
      // Answers with an error status are logged by the browser, and shown by the window.
      const isAnswer = entry.text().startsWith("Failed to load resource");
      if (entry.type() === "error" && !isAnswer) problems.push(entry.text());
    });
    await page.goto(address);
    await use(page);
    if (problems.length > 0) throw new Error(`the page complained: ${problems.join("; ")}`);
  },
});
