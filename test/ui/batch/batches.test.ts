import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ModelSummary } from "../../../src-core/contract/api.ts";
import type { BatchEvent, BatchState } from "../../../src-core/contract/batch.ts";
import { head as headSchema } from "../../../src-core/contract/heads.ts";
import { BatchUpload } from "../../../src-renderer/state/batch/batch-upload.svelte.ts";
import { FollowedBatch } from "../../../src-renderer/state/batch/followed-batch.svelte.ts";
import { inputsFromFiles } from "../../../src-renderer/state/files/batch-inputs.ts";
import { Workspace } from "../../../src-renderer/state/workspace/workspace.svelte.ts";
import { item, state } from "./items.ts";

/** A host whose streams of events the test writes. */
class FakeHost {
  readonly streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  readonly log: string[] = [];
  kept: BatchState[] = [];
  /** Uploads that are not answered yet, and how many there were at most. */
  uploading = 0;
  mostUploading = 0;
  broken: string | null = null;

  readonly fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? "GET";
    this.log.push(`${method} ${path}`);
    if (path === "/api/batches")
      return Response.json(method === "GET" ? this.kept : state({ status: "collecting" }));
    if (path.endsWith("/events"))
      return new Response(
        new ReadableStream<Uint8Array>({
          start: (controller) => {
            this.streams.push(controller);
            init.signal?.addEventListener("abort", () => {
              controller.error(init.signal?.reason);
            });
          },
        }),
      );
    if (path.includes("/files?name=")) return this.upload(path, init.signal);
    return Response.json(state());
  };

  say(stream: number, ...events: BatchEvent[]): void {
    for (const event of events)
      this.streams[stream]?.enqueue(new TextEncoder().encode(`${JSON.stringify(event)}\n`));
  }

  private async upload(path: string, signal?: AbortSignal | null): Promise<Response> {
    this.mostUploading = Math.max(this.mostUploading, ++this.uploading);
    await new Promise((resolve) => setTimeout(resolve)); // the others come meanwhile
    this.uploading--;
    signal?.throwIfAborted();
    if (this.broken !== null && path.endsWith(this.broken)) throw new TypeError("gone");
    if (path.endsWith("odd.png"))
      return Response.json(
        { error: { code: "invalid-request", message: "is no name below a folder" } },
        { status: 400 },
      );
    return Response.json({ added: 1, skipped: 0, problems: [] });
  }
}

let host: FakeHost;
const file = (name: string): File => new File(["x"], name, { type: "image/png" });
const files = (count: number): File[] =>
  Array.from({ length: count }, (_, at) => file(`${at}.png`));

beforeEach(() => {
  host = new FakeHost();
  vi.stubGlobal("window", {});
  vi.stubGlobal("location", { hash: "" });
  vi.stubGlobal("navigator", { languages: ["en"] });
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal("fetch", host.fetch);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("files go to the host a few at a time, under names that are safe in an address", async () => {
  const collecting = new BatchUpload("b", inputsFromFiles([...files(20), file("中文 é #,%.png")]));
  expect(await collecting.run()).toBe(true);
  expect([collecting.uploaded, collecting.total]).toEqual([21, 21]);
  expect(host.mostUploading).toBe(3);
  const name = encodeURIComponent("中文 é #,%.png");
  expect(host.log).toContain(`POST /api/batches/b/files?name=${name}`);
});

test("a file that is refused is told, and the others go on", async () => {
  const collecting = new BatchUpload("b", inputsFromFiles([file("odd.png"), ...files(5)]));
  expect(await collecting.run()).toBe(true);
  expect(collecting.uploaded).toBe(6);
  expect(collecting.problems).toEqual(["odd.png: is no name below a folder"]);
});

test("a host that is gone is a failure, and collecting can go on with what is missing", async () => {
  const collecting = new BatchUpload("b", inputsFromFiles(files(9)));
  host.broken = "4.png";
  expect(await collecting.run()).toBe(false);
  expect(collecting.failure?.code).toBe("app-ended");
  const before = collecting.uploaded;
  expect(before).toBeLessThan(9);
  host.broken = null;
  expect(await collecting.run()).toBe(true);
  expect([collecting.uploaded, collecting.failure]).toEqual([9, null]);
});

test("stopped by hand is no failure", async () => {
  const collecting = new BatchUpload("b", inputsFromFiles(files(9)));
  const end = collecting.run();
  collecting.stop();
  expect(await end).toBe(false);
  expect([collecting.failure, collecting.running]).toEqual([null, false]);
});

test("in the desktop a path is handed over in place of the bytes", async () => {
  const addToBatch = vi.fn(() => Promise.resolve({ added: 2, skipped: 1, problems: ["x"] }));
  vi.stubGlobal("window", { fullconv: { addToBatch } });
  const collecting = new BatchUpload("b", inputsFromFiles(files(2)));
  expect(await collecting.run()).toBe(true);
  expect(addToBatch).toHaveBeenCalledTimes(2);
  expect(host.log).toEqual([]);
  expect([collecting.uploaded, collecting.problems]).toEqual([2, ["x", "x"]]);
});

test("a stream that breaks is taken up again, and tells everything again", async () => {
  vi.useFakeTimers();
  const batch = new FollowedBatch(state());
  void batch.follow();
  await vi.advanceTimersByTimeAsync(10);
  const told: BatchEvent[] = [
    { type: "state", state: state({ done: 2, failed: 1 }) },
    { type: "items", items: [item(1, "b"), item(0, "a")] },
  ];
  host.say(0, ...told);
  await vi.advanceTimersByTimeAsync(200);
  expect([batch.finished, batch.table.size, batch.connected]).toEqual([3, 2, true]);
  host.streams[0]?.close();
  await vi.advanceTimersByTimeAsync(10);
  expect(batch.connected).toBe(false);
  await vi.advanceTimersByTimeAsync(1100);
  host.say(1, ...told);
  await vi.advanceTimersByTimeAsync(200);
  expect([batch.finished, batch.table.size, batch.connected]).toEqual([3, 2, true]);
  host.say(1, { type: "forgotten" });
  await vi.advanceTimersByTimeAsync(10);
  expect(batch.deleted).toBe(true);
  batch.dispose();
  vi.useRealTimers();
});

test("a host that says nothing for long is gone", async () => {
  vi.useFakeTimers();
  const batch = new FollowedBatch(state());
  void batch.follow();
  await vi.advanceTimersByTimeAsync(41_000);
  expect(batch.connected).toBe(false);
  await vi.advanceTimersByTimeAsync(1100);
  expect(host.streams).toHaveLength(2);
  batch.dispose();
  vi.useRealTimers();
});

test("files may come before the models: the batch waits for one", () => {
  const workspace = new Workspace();
  workspace.openFiles(files(2));
  const { newBatch } = workspace.batches;
  expect([newBatch?.model, newBatch?.threshold]).toEqual(["", 0.5]);
  workspace.models.current = { id: "lenet" } as ModelSummary;
  expect(newBatch?.model).toBe("lenet");
  if (newBatch) newBatch.model = "mine";
  expect(newBatch?.model).toBe("mine");
  workspace.batches.cancel();
});

test("a batch counts with the model's own thresholds until one is set, in the window or for it alone", () => {
  const workspace = new Workspace();
  const head = headSchema.parse({
    kind: "classifier",
    classes: ["red", "white"],
    activation: "none",
    thresholds: { red: 0.8 },
  });
  const model = { id: "cells", head } as ModelSummary;
  workspace.models.list = [model];
  workspace.models.current = model;
  workspace.openFiles(files(2));
  const { newBatch } = workspace.batches;
  expect([newBatch?.perClass, newBatch?.threshold]).toEqual([{ red: 0.8 }, 0.5]);
  expect([workspace.requestedFor("cells"), newBatch?.onOwnScales]).toEqual([{}, true]);
  workspace.limits.overlap = 0.3;
  workspace.requestedScales = { scales: [1, 0.5] };
  expect(workspace.requestedFor("cells")).toEqual({ overlap: 0.3, scales: [1, 0.5] });
  expect(newBatch?.onOwnScales).toBe(false);
  if (newBatch) newBatch.threshold = 0.5;
  expect(newBatch?.perClass).toBeNull();
  workspace.batches.cancel();
  workspace.limits.threshold = 0.7;
  workspace.restoreSettings(state({ model: "cells", threshold: undefined }));
  expect([workspace.limits.areDefault, workspace.requestedScales]).toEqual([true, null]);
});

test("at the start a batch that runs is shown, one that does not is offered", async () => {
  host.kept = [state({ status: "done" }), state({ id: "c", status: "stopped", done: 4 })];
  const workspace = new Workspace();
  await workspace.batches.restore();
  expect([workspace.batches.unfinished?.id, workspace.batches.screen]).toEqual(["c", "nothing"]);
  host.kept = [state({ id: "d" })];
  await workspace.batches.restore();
  expect([workspace.batches.current?.id, workspace.batches.screen]).toEqual(["d", "table"]);
  workspace.batches.current?.dispose();
});
