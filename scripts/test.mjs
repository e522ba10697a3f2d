/** @file `npm test`: installs what is missing, then format, lint, types and every test. */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { installMissing } from "./install.mjs";

installMissing();
const bin = (name) => `node_modules/.bin/${name}`;
const report = "test-results/vitest.json";
const steps = [
  [bin("prettier"), ["--check", "."]],
  [bin("eslint"), ["."]],
  [bin("tsc"), ["-p", "src-core"]],
  [bin("tsc"), ["-p", "."]],
  [bin("vitest"), ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]],
];
rmSync(report, { force: true });
let failedSteps = 0;
for (const [command, args] of steps) {
  console.log(`\n> ${command} ${args.join(" ")}`);
  const { status } = spawnSync(command, args, {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) failedSteps++;
}
const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
const passed = numPassedTests + steps.length - failedSteps;
const failed = numFailedTests + failedSteps;
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
