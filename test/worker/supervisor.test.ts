import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Progress } from "../../src-core/contract/api.ts";
import type { AnalysisOutcome } from "../../src-main/analysis/results/outcome.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { workerScript } from "../../src-main/files/app-root.ts";
import { ownSession } from "../../src-main/files/cache-folder.ts";
import { forkWorker } from "../../src-main/worker/fork.ts";
import type { WorkerProcess } from "../../src-main/worker/protocol.ts";
import { Supervisor } from "../../src-main/worker/supervisor.ts";
import { heldMap } from "../support/maps/held-map.ts";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng } from "../support/images/mosaic.ts";

const wanted = { model: "lenet-digits", device: "auto", runs: 2, threshold: 0.5 };

describe("a process that misbehaves", () => {
  const supervisor = new Supervisor(() =>
    forkWorker(resolve("test/support/processes/fake-worker.mjs")),
  );
  afterAll(() => {
    supervisor.close();
  });
  const pid = (): Promise<string> => supervisor.sample("any");

  it("fails its calls with words when it ends, and is restarted", async () => {
    const first = await pid();
    const others = supervisor.openImage("a");
    const ended = expect(supervisor.models()).rejects.toMatchObject({
      code: "worker-died",
      message: expect.stringContaining("ended unexpectedly (exit code 7)") as string,
    });
    await Promise.all([ended, expect(others).rejects.toMatchObject({ code: "worker-died" })]);
    expect(await pid()).not.toBe(first);
  });

  it("survives a crash in native code", async () => {
    await expect(supervisor.picture("a")).rejects.toThrow(
      "ended unexpectedly (SIGSEGV: a fault in",
    );
    expect(await pid()).toMatch(/^pid \d+$/);
  });

  it("is ended when it does not obey, and what else was asked is asked again", async () => {
    const first = await pid();
    const controller = new AbortController();
    const reports: Progress[] = [];
    const pass = supervisor.pass(
      { ...wanted, path: "a" },
      { signal: controller.signal, progress: (report) => reports.push(report) },
    );
    const other = supervisor.detections({ path: "a", model: "m" }, { threshold: 0.25 });
    await expect.poll(() => reports.length).toBe(1);
    controller.abort();
    await expect(pass).rejects.toThrow("stopped");
    // Who stopped it did not wait for its end.
    expect(() => process.kill(Number(first.slice("pid ".length)), 0)).not.toThrow();
    const [second, wish] = (await other) as unknown as [string, { threshold: number }];
    expect(second).not.toBe(first);
    expect(wish).toEqual({ threshold: 0.25 });
  });
});

describe("the engine process", () => {
  const folder = temporaryFolder();
  const path = join(folder, "image.png");
  const supervisor = new Supervisor(() => forkWorker(workerScript()));
  afterAll(() => {
    supervisor.close();
  });

  it("answers like an analyst in this process, map, progress and errors included", async () => {
    await grayPng(
      path,
      new Uint8Array(100 * 60).map((_, i) => (i * 37) % 256),
      100,
      60,
    );
    expect(await supervisor.openImage(path)).toEqual({
      width: 100,
      height: 60,
      channels: 1,
      pages: 1,
      large: false,
      notices: [],
    });
    const phases: string[] = [];
    const firsts: AnalysisOutcome[] = [];
    const job = { ...unattended, progress: ({ phase }: Progress) => phases.push(phase) };
    const request = { ...wanted, path, budget: 500 };
    const outcome = await supervisor.pass(request, job, (first) => firsts.push(first));
    const { result } = outcome;
    expect(heldMap(outcome).data).toBeInstanceOf(Float32Array);
    expect(heldMap(outcome).data.length).toBe(11 * 19 * 9);
    expect(firsts.map(({ result }) => result.timings.fcn?.runs)).toEqual([1]);
    expect(result.timings.fcn?.runs).toBe(2);
    // What is decoded since it was opened is a step all the same. Devices are looked at where nothing is known of them.
    expect(new Set(phases)).toEqual(new Set(["decode", "device", "session", "pass"]));
    const compared = await supervisor.baseline(request, result, job);
    expect(compared.equality).toMatchObject({ class: "exact", argmaxAgreement: 1 });
    const cell = await supervisor.cell(request, 8, 18);
    expect(cell.maxAbsDiff).toBeLessThanOrEqual(1e-4);
    expect(cell.pass.length).toBe(11);
    await expect(supervisor.cell(request, 9, 0)).rejects.toMatchObject({ code: "not-found" });
    await expect(supervisor.openImage("/missing.png")).rejects.toMatchObject({
      code: "image-unreadable",
    });
  });

  it("hands a large map over before the timed runs go on", async () => {
    const large = join(folder, "large.png");
    await grayPng(large, new Uint8Array(1000 * 1000), 1000, 1000);
    let done = 0;
    let doneAtMap = NaN;
    const job = { ...unattended, progress: (report: Progress) => (done = report.done) };
    await supervisor.pass({ ...wanted, runs: 4, path: large }, job, (first) => {
      expect(heldMap(first).data.length).toBe(11 * 244 * 244);
      doneAtMap = done;
    });
    expect(doneAtMap).toBe(244 * 244);
    expect(done).toBe(5 * 244 * 244);
  });

  it("answers short requests between the runs of a long job", async () => {
    const controller = new AbortController();
    const request = { ...wanted, runs: 100_000, path };
    let done = 0;
    const pass = supervisor.pass(request, {
      signal: controller.signal,
      progress: (report) => (done = report.done),
    });
    await expect.poll(() => done).toBeGreaterThan(3);
    const cell = await supervisor.cell(request, 1, 1);
    expect(cell.pass.length).toBe(11);
    controller.abort();
    await expect(pass).rejects.toThrow("stopped");
    expect(done).toBeLessThan(100_000);
  });

  it("stops a long job and does the next", async () => {
    const controller = new AbortController();
    const request = { ...wanted, runs: 100_000, path };
    const pass = supervisor.pass(request, {
      signal: controller.signal,
      progress: ({ phase }) => {
        if (phase === "pass") controller.abort();
      },
    });
    await expect(pass).rejects.toThrow("stopped");
    const { result } = await supervisor.pass({ ...wanted, path }, unattended);
    expect(result.image).toMatchObject({ width: 100 });
  });
});

describe("an engine process that dies in the middle of a large image", () => {
  const path = join(temporaryFolder(), "long.png");
  // As the app does: the folder outlives the process that works in it.
  ownSession();
  let worker: WorkerProcess | undefined;
  const supervisor = new Supervisor(() => (worker = forkWorker(workerScript())));
  afterAll(() => {
    supervisor.close();
  });

  it("fails with words, is restarted, and goes on with what was finished", async () => {
    // Few pixels, and yet too long to be held; its map is too large for memory.
    const [width, height] = [20_001, 707];
    const data = Uint8Array.from({ length: width * height }, (_, i) => (i * 7) % 256);
    await grayPng(path, data, width, height);
    const request = { ...wanted, path, memory: 250e6 };
    let parts = 0;
    const killed = supervisor.pass(request, {
      ...unattended,
      tell: ({ type }) => {
        if (type === "cells" && ++parts === 4) worker?.kill();
      },
    });
    await expect(killed).rejects.toMatchObject({
      code: "worker-died",
      message: expect.stringMatching(
        /ended unexpectedly \(SIGKILL: killed from outside.*\) during a pass with lenet-digits on long.png by device auto, with \d.* MB in use and will be restarted/,
      ) as string,
    });
    let more = 0;
    const done: number[] = [];
    const { result, layer } = await supervisor.pass(request, {
      ...unattended,
      tell: ({ type }) => {
        if (type === "cells") more++;
      },
      progress: (report) => {
        if (report.phase === "pass") done.push(report.done);
      },
    });
    expect(layer).not.toBeNull();
    expect(result.tiles.count).toBeGreaterThan(8);
    // What was told as done before the end is not done again.
    expect(more).toBeLessThanOrEqual(result.tiles.count - parts);
    expect(done[0]).toBeGreaterThan(0);
    expect(done.at(-1)).toBe(result.map.rows * result.map.columns);
    expect(result.timings.fcn?.run.median).toBeGreaterThan(0);
  });
});
