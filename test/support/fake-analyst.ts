/** @file An analyst without an engine, for what lies above it: every image is answered when the test says so. */
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { ModelSummary } from "../../src-core/contract/api.ts";
import type { Head } from "../../src-core/contract/heads.ts";
import { exportEndings } from "../../src-core/contract/exports.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Analyst } from "../../src-main/analysis/analyst.ts";
import type { ItemOutcome } from "../../src-main/analysis/results/outcome.ts";
import type { ItemRequest } from "../../src-main/analysis/subject/requests.ts";
import type { Job } from "../../src-main/analysis/jobs/job.ts";

/** @param detections how many digits are found */
export const analysisOf = (path: string, detections = 2): Analysis => ({
  image: { path, width: 64, height: 48 },
  model: { id: "m", window: { width: 28, height: 28 }, classes: ["0", "1"] },
  device: { engine: "onnxruntime", provider: "cpu", name: "fake", requested: "auto", reason: "" },
  map: { columns: 10, rows: 6, classes: 2, strideX: 4, strideY: 4 },
  cell: { width: 28, height: 28 },
  receptiveField: { width: 28, height: 28, offsetX: 0, offsetY: 0 },
  timings: {
    fcn: {
      runs: 1,
      decode: 1,
      prepare: 0,
      session: 0,
      collect: 0,
      total: 3,
      run: { median: 2, min: 2, max: 2 },
    },
  },
  flops: { fcn: 1 },
  peakMemory: 1,
  tiles: { count: 1, width: 64, height: 48, halo: 0 },
  detections: Array.from({ length: detections }, (_, index) => ({
    label: String(index),
    score: 0.5 + index / (2 * detections),
    x: 0,
    y: 0,
    width: 28,
    height: 28,
  })),
  files: {},
  notices: [],
});

interface Asked {
  readonly request: ItemRequest;
  readonly answer: () => void;
  readonly fail: (cause: unknown) => void;
}

export const died = (): UserError => new UserError("worker-died", "the engine process ended");

export class FakeAnalyst implements Pick<Analyst, "checkDevice" | "item" | "models"> {
  /** Images in flight, in the order in which they were asked for. */
  readonly open: Asked[] = [];
  /** Paths of all that were ever asked for. */
  readonly paths: string[] = [];
  most = 0;
  detections = 2;
  sha256 = "a".repeat(64);
  head: Head = { kind: "classifier", classes: ["0", "1"], activation: "softmax" };
  /** Answers by itself; throws where the image is to fail. */
  auto: ((request: ItemRequest) => void | Promise<void>) | null = null;

  models = (): Promise<ModelSummary[]> =>
    Promise.resolve([{ id: "m", sha256: this.sha256, head: this.head } as ModelSummary]);

  checkDevice = (device: string): Promise<void> =>
    device === "cuda"
      ? Promise.reject(new UserError("unknown-device", "no CUDA"))
      : Promise.resolve();

  item(request: ItemRequest, { signal }: Job): Promise<ItemOutcome> {
    this.paths.push(request.path);
    const promise = new Promise<ItemOutcome>((resolve, reject) => {
      const asked: Asked = {
        request,
        answer: () => {
          this.end(asked);
          this.write(request).then(resolve, reject);
        },
        fail: (cause) => {
          this.end(asked);
          reject(cause instanceof Error ? cause : new Error(String(cause)));
        },
      };
      this.open.push(asked);
      this.most = Math.max(this.most, this.open.length);
      signal.addEventListener("abort", () => {
        asked.fail(new DOMException("stopped", "AbortError"));
      });
      if (this.auto) void Promise.resolve(request).then(this.auto).then(asked.answer, asked.fail);
    });
    return promise;
  }

  /** The engine process ends: all that were in flight hear of it. */
  die(): void {
    for (const asked of [...this.open]) asked.fail(died());
  }

  private end(asked: Asked): void {
    const at = this.open.indexOf(asked);
    if (at >= 0) this.open.splice(at, 1);
  }

  private async write({
    path,
    exports,
    target,
    overwrite,
    thumbnail,
  }: ItemRequest): Promise<ItemOutcome> {
    const result = analysisOf(path, this.detections);
    for (const name of exports) {
      const file = `${target}${exportEndings[name]}`;
      if (!overwrite && existsSync(file)) throw new UserError("output-exists", file);
      await mkdir(dirname(file), { recursive: true });
      writeFileSync(file, path);
      result.files[name] = file;
    }
    return { result, thumbnail: thumbnail > 0 ? new TextEncoder().encode("webp") : null };
  }
}

export const touch = (path: string, text = "x"): void => {
  appendFileSync(path, text);
};
