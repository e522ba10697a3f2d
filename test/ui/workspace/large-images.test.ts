/** @file A large image is prepared before the pass begins. */
import { expect } from "vitest";
import { passOnly } from "../analysis.ts";
import { file, progress, test as base } from "./fixtures.ts";

const test = base
  .extend("openLarge", ({ host, workspace }) => async (preparations: number): Promise<void> => {
    workspace.openFiles([file("large.tif")]);
    await expect.poll(() => host.preparations).toHaveLength(preparations);
  })
  /** A large image that is being prepared as job `p`. */
  .extend("preparing", ({ host, workspace, openLarge }) => async (): Promise<void> => {
    await openLarge(1);
    host.tell(0, { type: "started", job: "p" }, { type: "progress", progress });
    await expect.poll(() => workspace.displayed.preparing.progress).toEqual(progress);
  });

test("a large image is prepared with progress before the pass begins, and its map grows", async ({
  host,
  workspace,
  preparing,
}) => {
  await preparing();
  expect(host.passes).toHaveLength(0);
  // Another model meanwhile begins nothing either.
  workspace.analyse();
  expect(workspace.run).toBeNull();
  host.tell(0, { type: "prepared" });
  host.preparations[0]?.close();
  await expect.poll(() => host.passes).toHaveLength(1);
  expect(workspace.displayed.tiled?.pyramid).toEqual({
    width: 280,
    height: 280,
    tile: 512,
    levels: 5,
  });
  const detections = [{ label: "digit", score: 1, x: 0, y: 0, width: 28, height: 28 }];
  host.say(
    0,
    { type: "map", analysis: "A", result: passOnly, layer: { tile: 256, levels: 1 } },
    {
      type: "cells",
      area: { row: 0, column: 0, rows: 8, columns: 8 },
      range: { low: -1, high: 2 },
    },
    { type: "shrunk", width: 64, height: 64 },
  );
  await expect.poll(() => workspace.run?.shrunk).toEqual({ width: 64, height: 64 });
  const { run } = workspace;
  expect(run?.map).toBeNull();
  expect(run?.tiles?.range).toEqual({ low: -1, high: 2 });
  expect(run?.placement).toMatchObject({ columns: 64, strideX: 4 });
  expect(run?.detections.stageDetections).toEqual([]);
  host.say(0, { type: "result", analysis: "A", result: { ...passOnly, detections } });
  host.passes[0]?.close();
  await expect.poll(() => run?.pass.status).toBe("done");
  expect(run?.detections.stageDetections).toEqual(detections);
  expect(host.log).not.toContain("GET /api/analyses/A/map");
});

test("preparing is stopped, and can begin again", async ({ host, workspace, preparing }) => {
  await preparing();
  workspace.stop();
  expect(host.log).toContain("DELETE /api/jobs/p");
  expect(workspace.displayed.preparing.status).toBe("stopped");
  workspace.loadAgain();
  await expect.poll(() => host.preparations).toHaveLength(2);
  host.tell(1, { type: "prepared" });
  host.preparations[1]?.close();
  await expect.poll(() => host.passes).toHaveLength(1);
  expect(workspace.notifications.failure).toBeNull();
});

test("an image that cannot be prepared is told with its name", async ({
  host,
  workspace,
  openLarge,
}) => {
  await openLarge(1);
  const error = { code: "disk-full", message: "2.7 GB are needed, 1 GB is free" } as const;
  host.tell(0, { type: "failed", error });
  await expect
    .poll(() => workspace.notifications.failure)
    .toEqual({ name: "large.tif", failure: error });
  expect(host.passes).toHaveLength(0);
});

test("another image ends the preparing of the one before", async ({
  host,
  workspace,
  open,
  preparing,
}) => {
  await preparing();
  await open("a.png", 1);
  expect(host.log).toContain("DELETE /api/jobs/p");
  expect(workspace.image?.name).toBe("a.png");
  expect(workspace.displayed.tiled).toBeNull();
  expect(workspace.notifications.failure).toBeNull();
});
