/** @file What files that are opened become, and what of the image before. */
import { expect, vi } from "vitest";
import { openSampleOf } from "../../../src-renderer/state/workspace/open-sample.ts";
import { model } from "./fake-host.ts";
import { file, progress, test } from "./fixtures.ts";

test("while an image is on its way the window says so", async ({ workspace }) => {
  let show = (): void => undefined;
  vi.stubGlobal(
    "Image",
    class {
      src = "";
      decode = (): Promise<void> => new Promise((resolve) => (show = resolve));
    },
  );
  workspace.openFiles([file("digits.png")]);
  await expect.poll(() => workspace.displayed.loading).toBe(true);
  workspace.analyse();
  expect(workspace.run).toBeNull();
  show();
  await expect.poll(() => workspace.run).not.toBeNull();
  expect(workspace.displayed.loading).toBe(false);
});

test("a second image stops the first, which the host may forget, and nothing of it appears", async ({
  host,
  workspace,
  open,
}) => {
  await open("a.png", 1);
  const first = workspace.run;
  host.say(0, { type: "started", job: "1" }, { type: "progress", progress });
  await expect.poll(() => first?.pass.progress).toEqual(progress);
  await open("b.png", 2);
  expect(workspace.image?.name).toBe("b.png");
  expect(first?.pass.status).toBe("stopped");
  expect(host.log).toContain("DELETE /api/jobs/1");
  expect(host.log).toContain("DELETE /api/images/image-1");
  expect(workspace.run).not.toBe(first);
  expect(first?.result).toBeNull();
});

test("a file that is no image leaves what is shown, and says why", async ({ workspace, open }) => {
  await open("a.png", 1);
  workspace.openFiles([file("bad.png")]);
  await expect.poll(() => workspace.notifications.failure?.failure.code).toBe("image-unreadable");
  expect(workspace.notifications.failure?.name).toBe("bad.png");
  expect(workspace.image?.name).toBe("a.png");
  expect(workspace.run?.pass.status).toBe("running");
});

test("of an image and other files the image is shown, the others are counted", async ({
  workspace,
}) => {
  workspace.openFiles([new File(["x"], "notes.txt"), file("a.png"), new File(["x"], "more.md")]);
  await expect
    .poll(() => workspace.notifications.hint)
    .toEqual({ type: "ignored", shown: "a.png", count: 2 });
});

test("several images become a batch", async ({ host, workspace }) => {
  workspace.openFiles([file("a.png"), new File(["x"], "notes.txt"), file("b.png")]);
  expect(workspace.isDialogOpen).toBe(true);
  const { newBatch } = workspace.batches;
  await expect.poll(() => newBatch?.inputs).not.toBeNull();
  expect(newBatch).toMatchObject({ name: "a.png", imageCount: 2, skipped: 1, model: "lenet" });
  expect(host.log.some((line) => line.includes("/api/images"))).toBe(false);
  workspace.batches.cancel();
  expect(workspace.isDialogOpen).toBe(false);
});

test("a model's sample is run through that model alone, not the image before it", async ({
  host,
  workspace,
  open,
}) => {
  const other = { ...model, id: "other" };
  host.models = [model, other];
  await workspace.loadModels();
  await open("a.png", 1);
  await openSampleOf(workspace, other);
  await expect.poll(() => host.passes).toHaveLength(2);
  expect(host.requests.map((request) => request["model"])).toEqual(["lenet", "other"]);
  expect(workspace.image?.name).toBe("sample.png");
});
