/** @file `npm run build`: the window (Vite) and everything that runs in Node (esbuild) → dist/. */
import { rmSync } from "node:fs";
import { build as bundle } from "esbuild";
import { build as buildWindow } from "vite";

/** Native code cannot be bundled; Electron brings itself. */
const external = ["onnxruntime-node", "sharp", "electron"];

const node = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  external,
  sourcemap: true,
  logLevel: "warning",
  // Bundled CommonJS packages expect require().
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
};

rmSync("dist", { recursive: true, force: true });
await Promise.all([
  bundle({ ...node, entryPoints: { cli: "src-main/cli/main.ts" }, outdir: "dist" }),
  bundle({ ...node, entryPoints: { worker: "src-main/worker/main.ts" }, outdir: "dist" }),
  buildWindow({ logLevel: "warn" }),
]);
