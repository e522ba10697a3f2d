/** @file The window in a real browser against the real server: `npx playwright test -c test/e2e`, after a build. */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../test-results/e2e",
  // One at a time: a second run would be part of what the first measures.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: { viewport: { width: 1280, height: 800 } },
});
