import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { JobEvent } from "../../../src-core/contract/api.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { Job } from "../../../src-renderer/state/jobs/job.svelte.ts";
import { passOnly } from "../analysis.ts";

const fetch = vi.fn(() => Promise.resolve(new Response(null, { status: 204 })));
beforeEach(() => vi.stubGlobal("fetch", fetch));
afterEach(() => {
  vi.unstubAllGlobals();
  fetch.mockClear();
});

const started: JobEvent = { type: "started", job: "7" };
const result: JobEvent = { type: "result", analysis: "a", result: passOnly };
const ignore = (): void => undefined;

/** A host that says these lines; it never ends where somebody wants to hear that all of them were taken. */
function host(lines: readonly JobEvent[], onTaken?: () => void) {
  return async function* (signal: AbortSignal): AsyncGenerator<JobEvent> {
    for (const line of lines) yield await Promise.resolve(line);
    if (onTaken)
      await new Promise((_, reject) => {
        onTaken();
        signal.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
      });
  };
}

test("a job is done when its result is there", async () => {
  const job = new Job();
  const outcomes: string[] = [];
  await job.follow(host([started, result]), ({ type }) => void outcomes.push(type));
  expect([job.status, job.failure, outcomes]).toEqual(["done", null, ["result"]]);
});

test("a failure is kept with its words", async () => {
  const job = new Job();
  const error = { code: "engine", message: "out of memory" } as const;
  await job.follow(host([started, { type: "failed", error }]), ignore);
  expect([job.status, job.failure]).toEqual(["failed", error]);
});

test("a job that the host cancelled is stopped, not failed", async () => {
  const job = new Job();
  const error = { code: "cancelled", message: "stopped" } as const;
  await job.follow(host([started, { type: "failed", error }]), ignore);
  expect([job.status, job.failure]).toEqual(["stopped", null]);
});

test("a stream that ends without a result is a failure", async () => {
  const job = new Job();
  await job.follow(host([started]), ignore);
  expect(job.failure?.code).toBe("worker-died");
});

test("an outcome that cannot be taken is a failure", async () => {
  const job = new Job();
  await job.follow(host([started, result]), () => {
    throw new UserError("internal", "a map of 3 bytes");
  });
  expect(job.failure?.message).toBe("a map of 3 bytes");
});

test("stopping tells the host, and nothing of the job arrives any more", async () => {
  const job = new Job();
  const outcomes: string[] = [];
  let end = Promise.resolve();
  await new Promise<void>((taken) => {
    end = job.follow(host([started], taken), ({ type }) => void outcomes.push(type));
  });
  job.stop();
  expect(fetch).toHaveBeenCalledWith("/api/jobs/7", { method: "DELETE" });
  await end;
  expect([job.status, outcomes]).toEqual(["stopped", []]);
});
