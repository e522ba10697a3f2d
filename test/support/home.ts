/** @file Before every test file: a home of its own, and a cache of its own, so that a developer's own models neither matter nor change. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const home = mkdtempSync(join(tmpdir(), "home-of-test-"));
process.env["FULLCONV_HOME"] = home;
process.env["FULLCONV_CACHE"] = join(home, "cache");
afterAll(() => {
  // An engine process may still be leaving it.
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});
