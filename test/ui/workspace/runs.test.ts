/** @file The network's runs in the window: when they begin, and what is shown of them. */
import { expect } from "vitest";
import { passOnly } from "../analysis.ts";
import { model } from "./fake-host.ts";
import { test } from "./fixtures.ts";

test("another device runs the network anew, and is told to the host", async ({
  host,
  workspace,
  open,
}) => {
  await open("a.png", 1);
  workspace.setDevice("cpu");
  await expect.poll(() => host.passes).toHaveLength(2);
  workspace.setDevice("cpu");
  expect(host.devices).toEqual(["auto", "cpu"]);
});

test("a device that fails is told of, and the run goes on", async ({ host, workspace, open }) => {
  await open("a.png", 1);
  host.say(0, { type: "started", job: "1" }, { type: "device-failed", reason: "it hung" });
  await expect.poll(() => workspace.run?.deviceFailure).toBe("it hung");
  expect(workspace.run?.pass.running).toBe(true);
});

test("an image is opened, shown, and run once", async ({ host, workspace, open }) => {
  await open("a.png", 1);
  host.say(
    0,
    { type: "started", job: "1" },
    { type: "map", analysis: "A", result: passOnly, layer: null },
    { type: "result", analysis: "A", result: passOnly },
  );
  host.passes[0]?.close();
  await expect.poll(() => workspace.run?.pass.status).toBe("done");
  expect(workspace.run?.map?.data).toHaveLength(2 * 64 * 64);
  expect(workspace.run?.placement).toMatchObject({ columns: 64, strideX: 4, windowWidth: 28 });
});

test("boxes are not known, and not asked for, while a scale is still to be looked at", async ({
  host,
  workspace,
  open,
}) => {
  await open("digits.png", 1);
  const { map, cell } = passOnly;
  const scale = { scale: 1, width: 280, height: 280, map, cell };
  const scales = [scale, { ...scale, scale: 0.5 }];
  const result = { ...passOnly, scales };
  host.say(0, { type: "map", analysis: "a", result, layer: null });
  await expect.poll(() => workspace.run?.placement).not.toBeNull();
  workspace.run?.detections.requestCandidates(0.3);
  expect(workspace.run?.detections.areKnown).toBe(false);
  expect(host.log.filter((line) => line.includes("candidates"))).toEqual([]);
  host.say(0, { type: "result", analysis: "a", result });
  await expect.poll(() => workspace.run?.detections.areKnown).toBe(true);
});

test("a cell for every pixel is asked of exact networks, and only of these", async ({
  host,
  workspace,
  open,
}) => {
  const padded = { ...model, id: "padded", equality: { class: "padded" as const, reason: "pads" } };
  host.models = [model, padded];
  await workspace.loadModels();
  await open("a.png", 1);
  workspace.setEveryPixel(true);
  workspace.models.choose("padded");
  workspace.models.choose("lenet");
  workspace.setEveryPixel(false);
  expect(host.strides).toEqual(["native", 1, "native", 1, "native"]);
});

test("the memory of a tile is that of the next pass", async ({ host, workspace, open }) => {
  await open("a.png", 1);
  workspace.preferences.memory = 512;
  expect(host.memories).toEqual([undefined]);
  workspace.analyse();
  expect(host.memories).toEqual([undefined, 512 * 2 ** 20]);
});

/** The pass as if it had taken so long. */
function slowPass(median: number): typeof passOnly {
  const { fcn } = passOnly.timings;
  if (!fcn) throw new RangeError("the pass has no times");
  const run = { median, min: median, max: median };
  return { ...passOnly, timings: { fcn: { ...fcn, runs: 1, run } } };
}

test("a pass is asked for once, and repeated only by whoever asks for its time", async ({
  host,
  workspace,
  open,
}) => {
  await open("a.png", 1);
  expect(host.requests[0]).toMatchObject({ runs: 1, warmUp: false });
  expect(workspace.availability.repeat).toBe("pass-runs");
  const result = slowPass(12);
  host.say(0, { type: "result", analysis: "A", result });
  await expect.poll(() => workspace.availability.repeat).toBeNull();
  expect(host.log.filter((line) => line.endsWith("/runs"))).toEqual([]);
  void workspace.run?.measurePrecisely();
  await expect.poll(() => host.log).toContain("POST /api/analyses/A/runs");
  expect(workspace.availability.measure).toBe("repetition-runs");
  host.report(0, { type: "result", analysis: "A", result: passOnly });
  await expect.poll(() => workspace.run?.result?.timings.fcn?.runs).toBe(5);
});

test("windows are measured after a short pass, and offered after a long one", async ({
  host,
  workspace,
  open,
}) => {
  workspace.preferences.measureAtOnce = true;
  await open("a.png", 1);
  host.say(0, { type: "result", analysis: "long", result: slowPass(1000) });
  host.passes[0]?.close();
  await expect.poll(() => workspace.run?.pass.status).toBe("done");
  await expect.poll(() => host.log.some((line) => line.includes("candidates"))).toBe(true);
  workspace.analyse();
  await expect.poll(() => host.passes).toHaveLength(2);
  host.say(1, { type: "result", analysis: "short", result: slowPass(999) });
  host.passes[1]?.close();
  await expect.poll(() => host.log).toContain("POST /api/analyses/short/baseline");
  expect(host.log).not.toContain("POST /api/analyses/long/baseline");
});

test("boxes of finished tiles are shown as what is known so far, and give way to the result", async ({
  host,
  workspace,
  open,
}) => {
  await open("a.png", 1);
  const box = { x: 10, y: 10, width: 28, height: 28, score: 0.9, classIndex: 0, scale: 0 };
  const detections = () => workspace.run?.detections;
  host.say(0, { type: "started", job: "1" }, { type: "found", boxes: [], count: 0 });
  await expect.poll(() => detections()?.areSoFar).toBe(true);
  expect(detections()?.areKnown).toBe(false);
  expect(detections()?.shown).toEqual([]);
  // The second one is pushed aside by the first, the third one scores too little.
  const others = [
    { ...box, x: 11, score: 0.8 },
    { ...box, x: 200, score: 0.1 },
  ];
  host.say(
    0,
    { type: "found", boxes: [box], count: 1 },
    { type: "found", boxes: others, count: others.length },
  );
  await expect.poll(() => detections()?.shown).toEqual([expect.objectContaining({ x: 10 })]);
  const result = {
    ...passOnly,
    detections: [{ x: 50, y: 10, width: 28, height: 28, score: 0.9, label: "digit" }],
  };
  host.say(0, { type: "result", analysis: "A", result });
  await expect.poll(() => detections()?.areKnown).toBe(true);
  expect(detections()?.areSoFar).toBe(false);
  expect(detections()?.shown.map(({ x }) => x)).toEqual([50]);
});

test("after a pass was stopped what is known stays what is known so far", async ({
  host,
  workspace,
  open,
}) => {
  await open("a.png", 1);
  host.say(0, { type: "started", job: "1" }, { type: "found", boxes: [], count: 0 });
  await expect.poll(() => workspace.run?.detections.areSoFar).toBe(true);
  workspace.stop();
  expect(workspace.run?.pass.status).toBe("stopped");
  expect(workspace.run?.detections.areSoFar).toBe(true);
  expect(workspace.run?.detections.areKnown).toBe(false);
});

test("a pass that was stopped goes on in the same run, with the same wishes", async ({
  host,
  workspace,
  open,
}) => {
  await open("a.png", 1);
  const progress = { phase: "pass", done: 36, total: 100 } as const;
  host.say(0, { type: "started", job: "1" }, { type: "progress", progress });
  const box = { x: 10, y: 10, width: 28, height: 28, score: 0.9, classIndex: 0, scale: 0 };
  host.say(0, { type: "found", boxes: [box], count: 1 });
  await expect.poll(() => workspace.run?.detections.shown).toHaveLength(1);
  const { run } = workspace;
  expect(workspace.availability.continue).toBe("nothing-stopped");
  workspace.stop();
  expect(run?.stoppedShare).toBe(0.36);
  workspace.continuePass();
  await expect.poll(() => host.passes).toHaveLength(2);
  expect(host.requests[1]).toEqual(host.requests[0]);
  expect(workspace.run).toBe(run);
  expect(run?.detections.shown).toHaveLength(1);
  host.say(1, { type: "result", analysis: "A", result: passOnly });
  await expect.poll(() => run?.pass.status).toBe("done");
  expect(run?.stoppedShare).toBeNull();
});
