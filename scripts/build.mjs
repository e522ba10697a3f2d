/** @file `npm run build`: the window (Vite) and everything that runs in Node or Electron (esbuild) → dist/. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { build as bundle } from "esbuild";
import { build as buildWindow } from "vite";
import { buildGuide } from "./guide/build.mjs";
import { components } from "./licenses/components.mjs";
import { bundledComponents } from "./licenses/packages.mjs";
import { sbom } from "./licenses/sbom.mjs";
import { licensesText } from "./licenses/text.mjs";

/** Native code cannot be bundled; Electron brings itself. */
const external = ["onnxruntime-node", "sharp", "electron", "webgpu", "@tensorflow/*"];

const node = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  external,
  sourcemap: true,
  // What it takes out, the source map has; names stay for whoever reads a stack.
  minifyWhitespace: true,
  metafile: true,
  logLevel: "warning",
  // Bundled CommonJS packages expect require().
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
};

rmSync("dist", { recursive: true, force: true });
const [window, ...bundles] = await Promise.all([
  buildWindow({
    logLevel: "warn",
    build: { rolldownOptions: { checks: { pluginTimings: false } } },
  }),
  // In parts, the smallest one first: it hears Ctrl-C while the others are loaded.
  bundle({
    ...node,
    entryPoints: { cli: "src-main/cli/main.ts" },
    outdir: "dist",
    splitting: true,
    chunkNames: "cli/[name]-[hash]",
  }),
  // In parts: TensorFlow.js is loaded where the processor has nothing else.
  bundle({
    ...node,
    entryPoints: { worker: "src-main/worker/main.ts" },
    outdir: "dist",
    splitting: true,
    chunkNames: "worker/[name]-[hash]",
  }),
  bundle({ ...node, entryPoints: { pictures: "src-main/worker/pictures.ts" }, outdir: "dist" }),
  bundle({
    ...node,
    entryPoints: { device: "src-main/engine/device-process.ts" },
    outdir: "dist",
  }),
  bundle({ ...node, entryPoints: ["src-main/desktop/main.ts"], outdir: "dist/desktop" }),
  // Sandboxed preloads are CommonJS, and can require nothing but Electron.
  bundle({
    ...node,
    format: "cjs",
    banner: {},
    entryPoints: ["src-main/desktop/preload.ts"],
    outfile: "dist/desktop/preload.cjs",
  }),
]);
buildGuide("docs", "dist/renderer/docs");
const ofNode = bundles.map(({ metafile }) =>
  Object.values(metafile.outputs).flatMap(({ inputs }) =>
    // What was read, and left out as unused, is not shipped.
    Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0),
  ),
);
const ofWindow = window.output.flatMap(({ moduleIds = [] }) => moduleIds);
const [cli = [], ...ofApp] = ofNode;
// scripts/package/ makes each package's lists of it: the command line is not in them.
const inPackages = bundledComponents([...ofWindow, ...ofApp.flat()]);
writeFileSync("dist/bundled.json", JSON.stringify(inPackages));
const shipped = components(bundledComponents([...cli, ...ofWindow, ...ofApp.flat()]));
writeFileSync("dist/licenses.txt", licensesText(shipped));
const app = JSON.parse(readFileSync("package.json", "utf8"));
writeFileSync("dist/sbom.cdx.json", `${JSON.stringify(sbom(app, shipped), null, 2)}\n`);
// Says that everything above is whole.
writeFileSync("dist/built", "");
