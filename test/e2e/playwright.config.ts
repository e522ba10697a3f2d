/** @file The window in a real browser against the real server: `npx playwright test -c test/e2e`, after a build. */
import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import { measureSlowness, patience } from "../support/slowness.ts";

// Its workers find the figure in their environment.
await measureSlowness(availableParallelism());

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../test-results/e2e",
  // One at a time: a second run would be part of what the first measures.
  workers: 1,
  timeout: patience(300_000),
  expect: { timeout: patience(60_000), toPass: { timeout: patience(60_000) } },
  reporter: [["list"]],
  use: { viewport: { width: 1280, height: 800 } },
});
