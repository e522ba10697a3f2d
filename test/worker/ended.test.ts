/** @file An engine process that ends in the middle of a pass: the message, the log and the report say how, under what, and what to do. */
import { resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { logFolder } from "../../src-main/log/log-folder.ts";
import { openLog } from "../../src-main/log/log.ts";
import { newReports, onReport, readReport } from "../../src-main/log/reports.ts";
import { forkWorker } from "../../src-main/worker/fork.ts";
import { Supervisor } from "../../src-main/worker/supervisor.ts";

const request = { device: "auto", runs: 2, threshold: 0.5, path: "/a/one.png" };
const fake = resolve("test/support/processes/fake-worker.mjs");

openLog("test");

describe.skipIf(process.platform === "win32")("an engine process that is ended by", () => {
  const supervisor = new Supervisor(() => forkWorker(fake));
  afterAll(() => {
    supervisor.close();
  });
  const pass = (model: string): Promise<unknown> =>
    supervisor.pass({ ...request, model }, { ...unattended });

  it.each([
    ["SIGKILL", "SIGKILL: killed from outside, most often by the system when memory runs out"],
    ["SIGSEGV", "SIGSEGV: a fault in native code"],
    ["SIGABRT", "SIGABRT: native code gave up"],
    ["heap", "SIGABRT: JavaScript ran out of memory"],
  ])("%s says what it was and what it did", async (model, how) => {
    let told = 0;
    const end = onReport(() => told++);
    await supervisor.openImage("/a/one.png");
    const message = `the engine process ended unexpectedly (${how}) during a pass with ${model} on one.png (300×200) by device auto, with 123 MB in use and will be restarted: run it again, with less memory for one tile if this repeats`;
    await expect(pass(model)).rejects.toMatchObject({
      code: "worker-died",
      message,
      end: {
        process: "engine",
        how: { signal: how.split(":")[0] },
        work: { task: "pass", model, image: "one.png", size: "300×200", device: "auto" },
        memory: 123456789,
        times: 1,
      },
    });
    end();
    expect(told).toBe(1);
    const report = readReport(logFolder(), newReports(logFolder()).at(-1) ?? "");
    expect(report).toMatchObject({ what: "engine", cause: message });
    expect(report?.names).toContain("one.png");
    expect(report?.lines.at(-1)).toMatchObject({ level: "error", room: "engine", message });
  });

  it("the same model on the same device says so the second time", async () => {
    await expect(pass("SIGKILL")).rejects.toThrow(
      "it is the 2nd time with this model on this device: choose another device",
    );
    await expect(pass("SIGSEGV")).rejects.toThrow("2nd time");
  });
});
