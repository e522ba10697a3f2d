import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { JobEvent, ModelSummary } from "../../src-core/contract/api.ts";
import { Workspace } from "../../src-renderer/state/workspace.svelte.ts";
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

/** A host with slow passes: each waits for the test to send its lines. */
class FakeHost {
  readonly passes: ReadableStreamDefaultController<Uint8Array>[] = [];
  readonly log: string[] = [];
  readonly strides: unknown[] = [];
  models = [model];
  private images = 0;

  readonly fetch = (path: string, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? "GET";
    this.log.push(`${method} ${path}`);
    if (path === "/api/analyses" && typeof init.body === "string")
      this.strides.push((JSON.parse(init.body) as { stride: unknown }).stride);
    return Promise.resolve(this.answer(method, path));
  };

  say(pass: number, ...events: JobEvent[]): void {
    for (const event of events)
      this.passes[pass]?.enqueue(new TextEncoder().encode(`${JSON.stringify(event)}\n`));
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
      return Response.json({ id: `image-${this.images}`, name, width: 280, height: 280 });
    }
    if (path.endsWith("/map")) return new Response(new Float32Array(2 * 64 * 64));
    if (path.endsWith("/examine") || path === "/api/models/mine")
      return new Response(null, { status: method === "DELETE" ? 204 : 500 });
    if (path === "/api/analyses")
      return new Response(
        new ReadableStream<Uint8Array>({
          start: (controller) => {
            this.passes.push(controller);
          },
        }),
      );
    return new Response(method === "DELETE" ? null : "pixels");
  }
}

let host: FakeHost;
let workspace: Workspace;
const file = (name: string): File => new File(["x"], name, { type: "image/png" });

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
  await vi.waitFor(() => {
    expect(host.passes).toHaveLength(passes);
  });
}

test("an image is opened, shown, and run once", async () => {
  await open("a.png", 1);
  host.say(
    0,
    { type: "started", job: "1" },
    { type: "map", analysis: "A", result: passOnly },
    { type: "result", analysis: "A", result: passOnly },
  );
  host.passes[0]?.close();
  await vi.waitFor(() => {
    expect(workspace.run?.pass.status).toBe("done");
  });
  expect(workspace.run?.map?.data).toHaveLength(2 * 64 * 64);
  expect(workspace.run?.placement).toMatchObject({ columns: 64, strideX: 4, windowWidth: 28 });
});

test("a second image stops the first, which the host may forget, and nothing of it appears", async () => {
  await open("a.png", 1);
  const first = workspace.run;
  host.say(0, { type: "started", job: "1" });
  await new Promise((resolve) => setTimeout(resolve, 10));
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
  await vi.waitFor(() => {
    expect(workspace.failure?.failure.code).toBe("image-unreadable");
  });
  expect(workspace.failure?.name).toBe("bad.png");
  expect(workspace.image?.name).toBe("a.png");
  expect(workspace.run?.pass.status).toBe("running");
});

test("several files: the first image is shown, the others are counted", async () => {
  workspace.openFiles([file("a.png"), file("b.png"), file("c.png")]);
  await vi.waitFor(() => {
    expect(workspace.notice).toEqual({ type: "ignored", shown: "a.png", count: 2 });
  });
});

test("a cell for every pixel is asked of exact networks, and only of these", async () => {
  const padded = { ...model, id: "padded", equality: { class: "padded" as const, reason: "pads" } };
  host.models = [model, padded];
  await workspace.loadModels();
  await open("a.png", 1);
  workspace.setDense(true);
  workspace.choose("padded");
  workspace.choose("lenet");
  workspace.setDense(false);
  expect(host.strides).toEqual(["native", 1, "native", 1, "native"]);
});

test("a model that was removed is no longer chosen", async () => {
  host.models = [model, { ...model, id: "mine", own: true }];
  await workspace.loadModels();
  workspace.choose("mine");
  const { model: mine } = workspace;
  if (!mine) throw new Error("no model");
  await workspace.removeModel(mine);
  expect(host.log).toContain("DELETE /api/models/mine");
  expect(workspace.models.map(({ id }) => id)).toEqual(["lenet"]);
  expect(workspace.model?.id).toBe("lenet");
});

test("the menu's model is examined, and given up again", async () => {
  workspace.take({ type: "drafted", draft: { id: "d", name: "net.onnx" } });
  expect(workspace.adding?.name).toBe("net.onnx");
  await vi.waitFor(() => {
    expect(workspace.adding?.failure).not.toBeNull();
  });
  workspace.cancelAdding();
  expect(workspace.adding).toBeNull();
  expect(host.log).toContain("DELETE /api/drafts/d");
});

test("a model and an image that are dropped together are both taken", async () => {
  workspace.openFiles([new File(["x"], "net.onnx"), file("a.png")]);
  expect(workspace.adding?.name).toBe("net.onnx");
  await vi.waitFor(() => {
    expect(workspace.image?.name).toBe("a.png");
  });
});
