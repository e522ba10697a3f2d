/** @file A host whose jobs go on when the test says so. */
import type { DamagedModel, JobEvent, ModelSummary } from "../../../src-core/contract/api.ts";

export const model: ModelSummary = {
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

const notFound = (): Response =>
  Response.json({ error: { code: "not-found", message: "it is not there" } }, { status: 404 });

/** A host with slow passes: each waits for the test to send its lines. */
export class FakeHost {
  readonly preparations: ReadableStreamDefaultController<Uint8Array>[] = [];
  readonly passes: ReadableStreamDefaultController<Uint8Array>[] = [];
  /** Baselines, repetitions and comparisons of devices, in the order in which they began. */
  readonly measurements: ReadableStreamDefaultController<Uint8Array>[] = [];
  readonly log: string[] = [];
  /** What each pass was asked for. */
  readonly requests: Record<string, unknown>[] = [];
  readonly strides: unknown[] = [];
  readonly memories: unknown[] = [];
  readonly devices: unknown[] = [];
  models = [model];
  /** What any job that is followed again has told; null where the host has none. */
  followed: readonly JobEvent[] | null = null;
  private readonly opened = new Map<string, object>();
  damaged: DamagedModel[] = [];
  private images = 0;

  readonly fetch = (path: string, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? "GET";
    this.log.push(`${method} ${path}`);
    if (path === "/api/analyses" && typeof init.body === "string") {
      const request = JSON.parse(init.body) as Record<string, unknown>;
      const { stride, memory, device } = request;
      this.requests.push(request);
      this.devices.push(device);
      this.strides.push(stride);
      this.memories.push(memory);
    }
    return Promise.resolve(this.answer(method, path));
  };

  say(pass: number, ...events: JobEvent[]): void {
    send(this.passes[pass], events);
  }

  /** Of a measurement after a pass. */
  report(measurement: number, ...events: JobEvent[]): void {
    send(this.measurements[measurement], events);
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
    if (path === "/api/models/damaged") return Response.json(this.damaged);
    if (path === "/api/settings") return Response.json({});
    if (path.startsWith("/api/images?name=bad"))
      return Response.json(
        { error: { code: "image-unreadable", message: "bad.png: is no image" } },
        { status: 422 },
      );
    if (path === "/api/images/sample" || path.startsWith("/api/images?name=")) {
      const told = path.slice("/api/images?name=".length);
      const name = path.endsWith("/sample") ? "sample.png" : decodeURIComponent(told);
      this.images++;
      const id = `image-${this.images}`;
      const pyramid = name.startsWith("large") ? { tile: 512, levels: 5 } : null;
      const image = { id, name, width: 280, height: 280, pages: 1, pyramid };
      this.opened.set(`/api/images/${id}`, image);
      return Response.json(image);
    }
    if (method === "GET" && /^\/api\/images\/[^/]+$/.test(path)) {
      const image = this.opened.get(path);
      return image ? Response.json(image) : notFound();
    }
    if (/^\/api\/jobs\/[^/]+\/events$/.test(path)) {
      if (!this.followed) return notFound();
      return new Response(this.followed.map((event) => `${JSON.stringify(event)}\n`).join(""));
    }
    if (path.endsWith("/edits")) return Response.json([]);
    if (path.endsWith("/map")) return new Response(new Float32Array(2 * 64 * 64));
    if (path.endsWith("/examine") || path === "/api/models/mine")
      return new Response(null, { status: method === "DELETE" ? 204 : 500 });
    if (path === "/api/analyses") return this.stream(this.passes);
    if (/\/(?:baseline|runs|devices)$/.test(path)) return this.stream(this.measurements);
    if (path.endsWith("/prepare")) return this.stream(this.preparations);
    return new Response(method === "DELETE" ? null : "pixels");
  }
}
