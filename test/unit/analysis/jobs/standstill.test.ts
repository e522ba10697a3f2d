/** @file A process that is stopped for longer than any pause of a busy one knows how long. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";

const script = `
import { Standstill } from "./src-main/analysis/jobs/standstill.ts";
const seen = new Standstill({ interval: 50, longest: 1200 });
// Its own thread is held up as by a run of a network: that is none.
const busy = performance.now();
while (performance.now() - busy < 1500);
console.log(Math.round(seen.total));
process.stdin.once("data", () => console.log(Math.round(seen.total)));
`;

it.skipIf(process.platform === "win32")("tells it, and not what it computed", async () => {
  const args = ["--import", "tsx", "--input-type=module", "--eval", script];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe("0");
  child.kill("SIGSTOP");
  await setTimeout(2500);
  child.kill("SIGCONT");
  child.stdin.write("now");
  const told = Number((await lines.next()).value);
  expect(told).toBeGreaterThan(2000);
  child.kill();
});
