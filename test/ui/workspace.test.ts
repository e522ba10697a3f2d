import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { JobEvent, ModelSummary } from "../../src-core/contract/api.ts";
import { Workspace } from "../../src-renderer/state/workspace/workspace.svelte.ts";
import { passOnly } from "./analysis.ts";

const model: ModelSummary = {
  id: "lenet",
  title: { en: "LeNet", zh: "LeNet" },
  version: "1",
  file: "model.onnx",
  sha256: "0".repeat(64),
  license: "MIT",
  provenance: { data: "none", script: "none", seed: 0, metrics: {} },
  input: {
    width: 28,
    height: 28,
    color: "gray",
    scale: 1,
    mean: [0],
    std: [1],
    polarity: "auto",
  },
  head: { kind: "classifier", classes: ["digit", "background"], activation: "softmax" },
  sample: true,
  strideX: 4,
  strideY: 4,
  equality: { class: "exact", reason: "unpadded" },
  parameters: 1,
  bytes: 1,
  own: false,
  exactWindow: null,
};

function send(
  stream: ReadableStreamDefaultController<Uint8Array> | undefined,
  events: readonly JobEvent[],
): void {
  for (const event of events)
    stream?.enqueue(new TextEncoder().encode(`${JSON.stringify(event)}\n`));
}

/** A host with slow passes: each waits for the test to send its lines. */
class FakeHost {
  readonly preparations: ReadableStreamDefaultController<Uint8Array>[] = [];
  readonly passes: ReadableStreamDefaultController<Uint8Array>[] = [];
  readonly log: string[] = [];
  readonly strides: unknown[] = [];
  readonly memories: unknown[] = [];
  readonly devices: unknown[] = [];
  models = [model];
  private images = 0;

  readonly fetch = (path: string, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? "GET";
    this.log.push(`${method} ${path}`);
    if (path === "/api/analyses" && typeof init.body === "string") {
      const { stride, memory, device } = JSON.parse(init.body) as Record<string, unknown>;
      this.devices.push(device);
      this.strides.push(stride);
      this.memories.push(memory);
    }
    return Promise.resolve(this.answer(method, path));
  };

  say(pass: number, ...events: JobEvent[]): void {
    send(this.passes[pass], events);
  }

  /** Of an image that is being prepared. */
  tell(preparation: number, ...events: JobEvent[]): void {
    send(this.preparations[preparation], events);
  }

  private stream(streams: ReadableStreamDefaultController<Uint8Array>[]): Response {
    const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      streams.push(controller);
    };
    return new Response(new ReadableStream<Uint8Array>({ start }));
  }

  private answer(method: string, path: string): Response {
    if (path === "/api/models") return Response.json(this.models);
    if (path.startsWith("/api/images?name=bad"))
      return Response.json(
        { error: { code: "image-unreadable", message: "bad.png: is no image" } },
        { status: 422 },
      );
    if (path.startsWith("/api/images?name=")) {
      const name = decodeURIComponent(path.slice("/api/images?name=".length));
      this.images++;
      return Response.json({
        id: `image-${this.images}`,
        name,
        width: 280,
        height: 280,
        pages: 1,
        pyramid: name.startsWith("large") ? { tile: 512, levels: 5 } : null,
      });
    }
    if (path.endsWith("/map")) return new Response(new Float32Array(2 * 64 * 64));
    if (path.endsWith("/examine") || path === "/api/models/mine")
      return new Response(null, { status: method === "DELETE" ? 204 : 500 });
    if (path === "/api/analyses") return this.stream(this.passes);
    if (path.endsWith("/prepare")) return this.stream(this.preparations);
    return new Response(method === "DELETE" ? null : "pixels");
  }
}

let host: FakeHost;
let workspace: Workspace;
const file = (name: string): File => new File(["x"], name, { type: "image/png" });
/** Told behind what a job began with: once this is known, so is that. */
const progress = { phase: "convert", done: 10, total: 20 } as const;

beforeEach(async () => {
  host = new FakeHost();
  vi.stubGlobal("window", {});
  vi.stubGlobal("navigator", { languages: ["en"] });
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal("fetch", host.fetch);
  vi.stubGlobal(
    "Image",
    class {
      src = "";
      decode = (): Promise<void> => Promise.resolve();
    },
  );
  workspace = new Workspace();
  workspace.preferences.measureAtOnce = false;
  await workspace.loadModels();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function open(name: string, passes: number): Promise<void> {
  workspace.openFiles([file(name)]);
  await expect.poll(() => host.passes).toHaveLength(passes);
}

test("another device runs the network anew, and is told to the host", async () => {
  await open("a.png", 1);
  workspace.setDevice("cpu");
  await expect.poll(() => host.passes).toHaveLength(2);
  workspace.setDevice("cpu");
  expect(host.devices).toEqual(["auto", "cpu"]);
});

test("a device that fails is told of, and the run goes on", async () => {
  await open("a.png", 1);
  host.say(0, { type: "started", job: "1" }, { type: "device-failed", reason: "it hung" });
  await expect.poll(() => workspace.run?.deviceFailure).toBe("it hung");
  expect(workspace.run?.pass.running).toBe(true);
});

test("an image is opened, shown, and run once", async () => {
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

test("boxes are not known, and not asked for, while a scale is still to be looked at", async () => {
  await open("digits.png", 1);
  const { map, cell } = passOnly;
  const scale = { scale: 1, width: 280, height: 280, map, cell };
  const scales = [scale, { ...scale, scale: 0.5 }];
  const result = { ...passOnly, scales };
  host.say(0, { type: "map", analysis: "a", result, layer: null });
  await expect.poll(() => workspace.run?.placement).not.toBeNull();
  workspace.run?.detections.need(0.3);
  expect(workspace.run?.detections.known).toBe(false);
  expect(host.log.filter((line) => line.includes("candidates"))).toEqual([]);
  host.say(0, { type: "result", analysis: "a", result });
  await expect.poll(() => workspace.run?.detections.known).toBe(true);
});

test("while an image is on its way the window says so", async () => {
  let show = (): void => undefined;
  vi.stubGlobal(
    "Image",
    class {
      src = "";
      decode = (): Promise<void> => new Promise((resolve) => (show = resolve));
    },
  );
  workspace.openFiles([file("digits.png")]);
  await expect.poll(() => workspace.picture.loading).toBe(true);
  workspace.analyse();
  expect(workspace.run).toBeNull();
  show();
  await expect.poll(() => workspace.run).not.toBeNull();
  expect(workspace.picture.loading).toBe(false);
});

test("a second image stops the first, which the host may forget, and nothing of it appears", async () => {
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

test("a file that is no image leaves what is shown, and says why", async () => {
  await open("a.png", 1);
  workspace.openFiles([file("bad.png")]);
  await expect.poll(() => workspace.notes.failure?.failure.code).toBe("image-unreadable");
  expect(workspace.notes.failure?.name).toBe("bad.png");
  expect(workspace.image?.name).toBe("a.png");
  expect(workspace.run?.pass.status).toBe("running");
});

test("of an image and other files the image is shown, the others are counted", async () => {
  workspace.openFiles([new File(["x"], "notes.txt"), file("a.png"), new File(["x"], "more.md")]);
  await expect
    .poll(() => workspace.notes.hint)
    .toEqual({ type: "ignored", shown: "a.png", count: 2 });
});

test("several images become a batch", async () => {
  workspace.openFiles([file("a.png"), new File(["x"], "notes.txt"), file("b.png")]);
  expect(workspace.asking).toBe(true);
  const { making } = workspace.batches;
  await expect.poll(() => making?.roots).not.toBeNull();
  expect(making).toMatchObject({ name: "a.png", images: 2, skipped: 1, model: "lenet" });
  expect(host.log.some((line) => line.includes("/api/images"))).toBe(false);
  workspace.batches.cancel();
  expect(workspace.asking).toBe(false);
});

test("a cell for every pixel is asked of exact networks, and only of these", async () => {
  const padded = { ...model, id: "padded", equality: { class: "padded" as const, reason: "pads" } };
  host.models = [model, padded];
  await workspace.loadModels();
  await open("a.png", 1);
  workspace.setDense(true);
  workspace.models.choose("padded");
  workspace.models.choose("lenet");
  workspace.setDense(false);
  expect(host.strides).toEqual(["native", 1, "native", 1, "native"]);
});

test("a model that was removed is no longer chosen", async () => {
  host.models = [model, { ...model, id: "mine", own: true }];
  await workspace.loadModels();
  workspace.models.choose("mine");
  const { model: mine } = workspace;
  if (!mine) throw new Error("no model");
  await workspace.models.remove(mine);
  expect(host.log).toContain("DELETE /api/models/mine");
  expect(workspace.models.list.map(({ id }) => id)).toEqual(["lenet"]);
  expect(workspace.model?.id).toBe("lenet");
});

test("the menu's model is examined, and given up again", async () => {
  workspace.take({ type: "drafted", draft: { id: "d", name: "net.onnx" } });
  expect(workspace.models.adding?.name).toBe("net.onnx");
  await expect.poll(() => workspace.models.adding?.failure).not.toBeNull();
  workspace.models.cancelAdding();
  expect(workspace.models.adding).toBeNull();
  expect(host.log).toContain("DELETE /api/drafts/d");
});

test("a model and an image that are dropped together are both taken", async () => {
  workspace.openFiles([new File(["x"], "net.onnx"), file("a.png")]);
  expect(workspace.models.adding?.name).toBe("net.onnx");
  await expect.poll(() => workspace.image?.name).toBe("a.png");
});

async function openLarge(preparations: number): Promise<void> {
  workspace.openFiles([file("large.tif")]);
  await expect.poll(() => host.preparations).toHaveLength(preparations);
}

/** A large image that is being prepared as job `p`. */
async function preparing(): Promise<void> {
  await openLarge(1);
  host.tell(0, { type: "started", job: "p" }, { type: "progress", progress });
  await expect.poll(() => workspace.picture.preparing.progress).toEqual(progress);
}

test("a card goes with its model, and is told where it comes alone", async () => {
  const card = new File(['{"input": {}, "head": {}}'], "card.json");
  workspace.openFiles([card]);
  await expect.poll(() => workspace.notes.hint).toEqual({ type: "card-alone", name: "card.json" });
  expect(workspace.models.adding).toBeNull();
  workspace.openFiles([new File(["x"], "net.onnx"), card]);
  await expect.poll(() => workspace.models.adding?.name).toBe("net.onnx");
  expect(workspace.notes.hint).toBeNull();
  workspace.models.cancelAdding();
  workspace.openFiles([card, file("a.png")]);
  await expect
    .poll(() => workspace.notes.hint)
    .toEqual({ type: "ignored", shown: "a.png", count: 1 });
});

test("a large image is prepared with progress before the pass begins, and its map grows", async () => {
  await preparing();
  expect(host.passes).toHaveLength(0);
  // Another model meanwhile begins nothing either.
  workspace.analyse();
  expect(workspace.run).toBeNull();
  host.tell(0, { type: "prepared" });
  host.preparations[0]?.close();
  await expect.poll(() => host.passes).toHaveLength(1);
  expect(workspace.picture.tiled?.pyramid).toEqual({
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
  expect(run?.detections.list).toEqual([]);
  host.say(0, { type: "result", analysis: "A", result: { ...passOnly, detections } });
  host.passes[0]?.close();
  await expect.poll(() => run?.pass.status).toBe("done");
  expect(run?.detections.list).toEqual(detections);
  expect(host.log).not.toContain("GET /api/analyses/A/map");
});

test("preparing is stopped, and can begin again", async () => {
  await preparing();
  workspace.stop();
  expect(host.log).toContain("DELETE /api/jobs/p");
  expect(workspace.picture.preparing.status).toBe("stopped");
  workspace.prepare();
  await expect.poll(() => host.preparations).toHaveLength(2);
  host.tell(1, { type: "prepared" });
  host.preparations[1]?.close();
  await expect.poll(() => host.passes).toHaveLength(1);
  expect(workspace.notes.failure).toBeNull();
});

test("an image that cannot be prepared is told with its name", async () => {
  await openLarge(1);
  const error = { code: "disk-full", message: "2.7 GB are needed, 1 GB is free" } as const;
  host.tell(0, { type: "failed", error });
  await expect.poll(() => workspace.notes.failure).toEqual({ name: "large.tif", failure: error });
  expect(host.passes).toHaveLength(0);
});

test("another image ends the preparing of the one before", async () => {
  await preparing();
  await open("a.png", 1);
  expect(host.log).toContain("DELETE /api/jobs/p");
  expect(workspace.image?.name).toBe("a.png");
  expect(workspace.picture.tiled).toBeNull();
  expect(workspace.notes.failure).toBeNull();
});

test("the memory of a tile is that of the next pass", async () => {
  await open("a.png", 1);
  workspace.preferences.memory = 512;
  expect(host.memories).toEqual([undefined]);
  workspace.analyse();
  expect(host.memories).toEqual([undefined, 512 * 2 ** 20]);
});
