/** @file A pass that was stopped goes on where it was: finished tiles are not run again, and the result is that of one that was not stopped. */
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Progress } from "../../src-core/contract/api.ts";
import type { Job } from "../../src-main/analysis/jobs/job.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import type { Engine } from "../../src-main/engine/engine.ts";
import { tiledSheet } from "../support/images/tiled-sheet.ts";
import { temporaryFolder } from "../support/folder.ts";
import { heldMap } from "../support/maps/held-map.ts";
import { timedEngine } from "../support/timed-engine.ts";

const path = join(temporaryFolder(), "image.png");
const [width, height] = [1113, 757];
const once = { path, model: "lenet-digits", device: "auto", runs: 1, warmUp: false };
const tiled = { ...once, threshold: 0.5, memory: 45e6 };

beforeAll(() => tiledSheet(path, width, height));

/** Counts how often it runs, with a clock that is the same everywhere. */
function countingEngine(): Engine & { runs: number } {
  const timed = timedEngine(1000);
  const engine = {
    name: timed.name,
    runs: 0,
    async open(model: Uint8Array, plain?: boolean) {
      const session = await timed.open(model, plain);
      return {
        release: () => session.release(),
        run: (pixels: Parameters<typeof session.run>[0]) => {
          engine.runs++;
          return session.run(pixels);
        },
      };
    },
  };
  return engine;
}

/** A job that is stopped once that share of the image is done. */
function stoppedAt(share: number): Job {
  const controller = new AbortController();
  const progress = ({ phase, done, total }: Progress): void => {
    if (phase === "pass" && done / total >= share) controller.abort();
  };
  return { signal: controller.signal, progress };
}

it.each([
  ["on one scale", tiled],
  ["on two scales, stopped on the second", { ...tiled, scales: [1, 0.9] }],
])("goes on %s", async (_, request) => {
  const reference = countingEngine();
  const whole = await new Workbench(reference, "models").pass(request, unattended);
  expect(whole.result.detections.length).toBeGreaterThan(20);

  const engine = countingEngine();
  const bench = new Workbench(engine, "models");
  await expect(bench.pass(request, stoppedAt(0.7))).rejects.toThrow("aborted");
  const before = engine.runs;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(reference.runs);
  const told: number[] = [];
  const { result, ...outcome } = await bench.pass(request, {
    ...unattended,
    progress: ({ phase, done, total }) => phase === "pass" && told.push(done / total),
  });
  expect(told[0]).toBeGreaterThanOrEqual(request === tiled ? 0.5 : 0.3);
  // What was run when it was stopped may be lost: no more than that.
  expect(engine.runs).toBeLessThanOrEqual(reference.runs + 1);
  expect(result.detections).toEqual(whole.result.detections);
  expect(result.notices).toEqual(whole.result.notices);
  expect(result.tiles.count).toBe(whole.result.tiles.count);
  expect(result.timings.fcn?.run.median).toBeCloseTo(whole.result.timings.fcn?.run.median ?? 0, 0);
  expect(heldMap({ result, ...outcome }).data).toEqual(heldMap(whole).data);
});

it("begins anew where something else is asked for, and after it was finished", async () => {
  const engine = countingEngine();
  const bench = new Workbench(engine, "models");
  await expect(bench.pass(tiled, stoppedAt(0.5))).rejects.toThrow("aborted");
  const told: number[] = [];
  const watched: Job = {
    ...unattended,
    progress: ({ phase, done }) => phase === "pass" && told.push(done),
  };
  await bench.pass({ ...tiled, memory: 60e6 }, watched);
  expect(told[0]).toBe(0);
  await bench.pass(tiled, unattended);
  const runs = engine.runs;
  const { result } = await bench.pass(tiled, unattended);
  expect(engine.runs - runs).toBe(result.tiles.count);
});
