import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/{unit,engine,cli,worker,api,ui,desktop}/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
