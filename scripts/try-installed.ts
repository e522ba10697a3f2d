/**
 * @file Starts an installed app and analyses the sample by its window: `node --import tsx scripts/try-installed.ts
 * <program>`. The package has no door for debuggers of its main process (electron-builder.yml, fuses), so the window is
 * driven as a browser is: through the port that Chromium opens where it is asked to.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Page } from "@playwright/test";
import { chromium, expect } from "@playwright/test";
import { analyseSample } from "../test/support/electron/analyse-sample.ts";

const minute = 60_000;

const [, , program] = process.argv;
if (program === undefined) throw new Error("usage: try-installed.ts <program>");
const profile = mkdtempSync(join(tmpdir(), "fullconv-installed-"));
const child = spawn(program, ["--remote-debugging-port=0", `--user-data-dir=${profile}`], {
  stdio: ["ignore", "inherit", "pipe"],
});
const ended = once(child, "exit");
try {
  const browser = await chromium.connectOverCDP(await debuggingAddress());
  const page = await firstPage(() => browser.contexts().flatMap((context) => context.pages()));
  page.setDefaultTimeout(2 * minute);
  const found = await analyseSample(page, 5 * minute);
  mkdirSync("test-results", { recursive: true });
  await page.screenshot({ path: "test-results/installed.png" });
  console.log(`${program}: ${found} boxes on the sample`);
  await browser.close();
} finally {
  child.kill();
  await ended;
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

/** As Chromium says it on standard error. @throws Error where the app ends before */
async function debuggingAddress(): Promise<string> {
  const lines = createInterface(child.stderr);
  const timer = setTimeout(() => child.kill(), 2 * minute);
  try {
    for await (const line of lines) {
      console.error(line);
      const address = /DevTools listening on (ws:\/\/\S+)/.exec(line)?.[1];
      if (address !== undefined) {
        child.stderr.resume();
        return address;
      }
    }
  } finally {
    clearTimeout(timer);
  }
  throw new Error(`${String(program)} ended before it could be asked`);
}

async function firstPage(pages: () => readonly Page[]): Promise<Page> {
  await expect.poll(() => pages().length, { timeout: 2 * minute }).toBeGreaterThan(0);
  const [page] = pages();
  if (!page) throw new Error("the app has no window");
  return page;
}
