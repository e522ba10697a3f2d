/** @file The same in a process that is really stopped, for much longer than the time. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";

const patience = 400;
const script = `
import { awakeTimeout } from "./src-main/awake-timeout.ts";
let ticks = 0;
setInterval(() => ticks++, ${patience / 40});
awakeTimeout(() => { console.log(ticks); process.exit(); }, ${patience});
console.log("began");
`;

it.skipIf(process.platform === "win32")(
  "counts what it was stopped for as next to nothing",
  async () => {
    const args = ["--import", "tsx", "--input-type=module", "--eval", script];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe("began");
    child.kill("SIGSTOP");
    await setTimeout(4 * patience);
    child.kill("SIGCONT");
    // Most of the time was still to come: a clock on the wall would have called back at the first look.
    expect(Number((await lines.next()).value)).toBeGreaterThan(10);
    if (child.exitCode === null) await once(child, "exit");
  },
);
