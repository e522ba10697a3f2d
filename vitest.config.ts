import { availableParallelism } from "node:os";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { noTelemetry } from "./src-main/engine/no-telemetry.ts";
import { measureSlowness, patience, variable } from "./test/support/slowness.ts";

// Most of the time goes to processes that are waited for: on two cores, too, two files at once are faster.
const maxWorkers = Math.max(2, availableParallelism() - 1);
const slowness = await measureSlowness(maxWorkers);

export default defineConfig({
  // The window's state classes (*.svelte.ts) have to be compiled.
  plugins: [svelte({ configFile: false })],
  test: {
    include: ["test/{unit,engine,cli,worker,api,ui,desktop}/**/*.test.ts"],
    setupFiles: ["test/support/home.ts"],
    testTimeout: patience(300_000),
    hookTimeout: patience(300_000),
    teardownTimeout: patience(30_000),
    expect: { poll: { timeout: patience(60_000) } },
    maxWorkers,
    // Tests load the library themselves, too.
    env: { ...noTelemetry(process.platform), [variable]: String(slowness) },
  },
});
