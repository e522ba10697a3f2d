import { availableParallelism } from "node:os";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { silence } from "./src-main/engine/silence.ts";

export default defineConfig({
  // The window's state classes (*.svelte.ts) have to be compiled.
  plugins: [svelte({ configFile: false })],
  test: {
    include: ["test/{unit,engine,cli,worker,api,ui,desktop}/**/*.test.ts"],
    setupFiles: ["test/support/home.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most of the time goes to processes that are waited for: on two cores, too, two files at once are faster.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Tests load the library themselves, too.
    env: { ...silence(process.platform) },
  },
});
