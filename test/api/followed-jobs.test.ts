/** @file A window that is loaded anew finds the work that it began: told again from the start, and not begun twice. */
import { expect, it, vi } from "vitest";
import type { JobEvent } from "../../src-core/contract/api.ts";
import { jobEvent } from "../../src-core/contract/api.ts";
import { longestAbsence } from "../../src-main/api/followed-job.ts";
import { Jobs } from "../../src-main/api/jobs.ts";

const progress = (done: number): JobEvent => ({
  type: "progress",
  progress: { phase: "pass", done, total: 10 },
});

/** A job that says and ends what the test has it say. */
function begun(jobs: Jobs) {
  interface Heard {
    emit: (event: JobEvent) => void;
    end: () => void;
  }
  const heard: Heard = { emit: () => undefined, end: () => undefined };
  let signal = new AbortController().signal;
  const response = jobs.stream((job, emit) => {
    signal = job.signal;
    heard.emit = emit;
    return new Promise<void>((resolve, reject) => {
      heard.end = resolve;
      job.signal.addEventListener("abort", () => {
        reject(job.signal.reason as Error);
      });
    });
  });
  return { heard, signal, response };
}

const eventsIn = (text: string): JobEvent[] =>
  text
    .trim()
    .split("\n")
    .map((line) => jobEvent.parse(JSON.parse(line)));

/** Reads the first line, and goes. */
async function readId(response: Response): Promise<{ id: string; leave: () => Promise<void> }> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const { value } = await reader.read();
  const [first] = eventsIn(new TextDecoder().decode(value));
  if (first?.type !== "started") throw new Error("it has not started");
  return { id: first.job, leave: () => reader.cancel() };
}

it("a kept job goes on while its window is loaded anew, and is heard from the start", async () => {
  const jobs = new Jobs();
  const { heard, signal, response } = begun(jobs);
  const { id, leave } = await readId(response);
  jobs.keep(id);
  heard.emit(progress(1));
  await leave();
  heard.emit(progress(2));
  expect(signal.aborted).toBe(false);
  const again = jobs.follow(id).text();
  heard.emit(progress(3));
  heard.emit({ type: "prepared" });
  heard.end();
  const told = eventsIn(await again);
  // Of progress only what was newest when the window came back, and what came then.
  expect(told).toEqual([
    { type: "started", job: id },
    progress(2),
    progress(3),
    { type: "prepared" },
  ]);
  // It has ended, and can still be found.
  const last = eventsIn(await jobs.follow(id).text());
  expect(last.map(({ type }) => type)).toEqual(["started", "progress", "prepared"]);
});

it("a job that nobody keeps ends with its reader", async () => {
  const jobs = new Jobs();
  const { signal, response } = begun(jobs);
  const { id, leave } = await readId(response);
  await leave();
  expect(signal.aborted).toBe(true);
  expect(() => jobs.follow(id)).toThrow("no longer kept: run it again");
});

it("a kept job ends when its window does not come back, and at once when it is stopped", async () => {
  vi.useFakeTimers();
  try {
    const jobs = new Jobs();
    const closed = begun(jobs);
    const one = await readId(closed.response);
    jobs.keep(one.id);
    await one.leave();
    vi.advanceTimersByTime(longestAbsence - 1);
    expect(closed.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(closed.signal.aborted).toBe(true);

    const stopped = begun(jobs);
    const two = await readId(stopped.response);
    jobs.keep(two.id);
    jobs.stop(two.id);
    expect(stopped.signal.aborted).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

it("a window that came back is waited for no longer", async () => {
  vi.useFakeTimers();
  try {
    const jobs = new Jobs();
    const { heard, signal, response } = begun(jobs);
    const { id, leave } = await readId(response);
    jobs.keep(id);
    await leave();
    const again = jobs.follow(id).text();
    vi.advanceTimersByTime(2 * longestAbsence);
    expect(signal.aborted).toBe(false);
    heard.end();
    await again;
  } finally {
    vi.useRealTimers();
  }
});
