/** @file A test's window in a browser: the built server as a child process, and the system's Chromium. */
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

/** Tests of the window in a browser. */
export const test = base.extend<WindowFixtures, { served: Admitted }>({
  served: [
    // Playwright reads the fixtures that are needed off this pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { address, stop } = await serve();
      await use(await admitted(address));
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
    await served.open(page);
    await use(page);
    if (problems.length > 0) throw new Error(`the page complained: ${problems.join("; ")}`);
  },
});
