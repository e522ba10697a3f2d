/** @file A test's window in a browser: the built server as a child process, and the system's Chromium. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { test as base } from "@playwright/test";
import type { Admitted } from "../support/http/admitted.ts";
import { admitted } from "../support/http/admitted.ts";
import { chromiumOptions } from "../support/processes/chromium.ts";
import { serve } from "../support/processes/served.ts";
import { patience } from "../support/slowness.ts";

export interface WindowFixtures {
  /** A freshly opened window, empty, in English, light, without animations. */
  readonly window: Page;
}

/** A server for all, and the home of it. */
interface WorkerFixtures {
  served: Admitted & { readonly home: string };
}

/** Tests of the window in a browser. */
export const test = base.extend<WindowFixtures, WorkerFixtures>({
  served: [
    // Playwright reads the fixtures that are needed off this pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const home = mkdtempSync(join(tmpdir(), "home-of-test-"));
      const { address, stop } = await serve(home);
      await use({ ...(await admitted(address)), home });
      await stop();
    },
    { scope: "worker" },
  ],
  launchOptions: [
    async ({ launchOptions }, use) => {
      await use({ ...launchOptions, ...chromiumOptions, timeout: patience(180_000) });
    },
    { scope: "worker" },
  ],
  contextOptions: async ({ contextOptions }, use) => {
    await use({ ...contextOptions, reducedMotion: "reduce" });
  },
  locale: "en-US",
  colorScheme: "light",
  window: async ({ page, served }, use) => {
    const problems: string[] = [];
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("console", (entry) => {
      // Answers with an error status are logged by the browser, and shown by the window.
      const isAnswer = entry.text().startsWith("Failed to load resource");
      if (entry.type() === "error" && !isAnswer) problems.push(entry.text());
    });
    // What another test chose is not this one's.
    rmSync(join(served.home, "settings.json"), { force: true });
    await served.open(page);
    await use(page);
    if (problems.length > 0) throw new Error(`the page complained: ${problems.join("; ")}`);
  },
});
