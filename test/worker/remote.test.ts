/** @file Who is hurt when a job is stopped: the app's side of a process, with a process that does what the test says. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Job } from "../../src-main/analysis/jobs/job.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { howItEnded } from "../../src-main/process-end.ts";
import type { FromWorker, ToWorker, WorkerProcess } from "../../src-main/worker/protocol.ts";
import { Remote } from "../../src-main/worker/remote.ts";

class FakeProcess implements WorkerProcess {
  readonly sent: ToWorker[] = [];
  isKilled = false;
  private listener: (message: FromWorker) => void = () => undefined;
  private ended: Parameters<WorkerProcess["onExit"]>[0] = () => undefined;

  send(message: ToWorker): void {
    this.sent.push(message);
  }
  onMessage(listener: (message: FromWorker) => void): void {
    this.listener = listener;
  }
  onExit(listener: Parameters<WorkerProcess["onExit"]>[0]): void {
    this.ended = listener;
  }
  kill(): void {
    this.isKilled = true;
    this.ended("SIGKILL", howItEnded(null, "SIGKILL"));
  }

  /** Says something of the call of a method. */
  say(method: string, message: Record<string, unknown>): void {
    const call = this.sent.find((one) => one.type === "call" && one.method === method);
    this.listener({ ...message, id: call?.type === "call" ? call.id : NaN } as FromWorker);
  }

  get asked(): string[] {
    return this.sent.flatMap((one) => (one.type === "call" ? [one.method] : []));
  }
}

class Asking extends Remote {
  ask = (method: string, job?: Job): Promise<unknown> => this.call(method, [], job);
}

const patience = 100;
const failed = { type: "failed", error: { code: "cancelled", message: "stopped" } };
const on = { type: "turn", isOn: true };
const off = { type: "turn", isOn: false };

function setup(): { remote: Asking; processes: FakeProcess[]; first: () => FakeProcess } {
  const processes: FakeProcess[] = [];
  const spawn = (): FakeProcess => {
    const made = new FakeProcess();
    processes.push(made);
    return made;
  };
  const options = {
    patience,
    name: "the process",
    room: "engine" as const,
    writing: ["item"],
    once: ["keep"],
    again: ["models"],
  };
  const first = (): FakeProcess => processes[0] ?? spawn();
  return { remote: new Asking(spawn, options), processes, first };
}

function job(): { job: Job; stop: () => void } {
  const controller = new AbortController();
  return {
    job: { ...unattended, signal: controller.signal },
    stop: () => {
      controller.abort();
    },
  };
}

/** What became of a promise by now. */
function watched(promise: Promise<unknown>): { state: string } {
  const seen = { state: "open" };
  promise.then(
    (value) => (seen.state = `done ${String(value)}`),
    (cause: unknown) => (seen.state = cause instanceof Error ? cause.message : "failed"),
  );
  return seen;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a job that is stopped while it waits", () => {
  it("does not end the process under another one's work, however long that takes", async () => {
    const { remote, first, processes } = setup();
    const [running, waiting] = [job(), job()];
    const work = watched(remote.ask("pass", running.job));
    const stopped = watched(remote.ask("baseline", waiting.job));
    first().say("pass", on);
    waiting.stop();
    await vi.advanceTimersByTimeAsync(100 * patience);
    expect(stopped.state).toBe("stopped");
    expect(first().isKilled).toBe(false);
    first().say("baseline", failed);
    first().say("pass", { type: "done", value: "whole" });
    await vi.advanceTimersByTimeAsync(100 * patience);
    expect(work.state).toBe("done whole");
    expect(processes).toHaveLength(1);
    expect(first().isKilled).toBe(false);
  });

  it("ends it once it is nobody else's turn and it still says nothing", async () => {
    const { remote, first } = setup();
    const waiting = job();
    const work = watched(remote.ask("pass", job().job));
    watched(remote.ask("baseline", waiting.job));
    first().say("pass", on);
    waiting.stop();
    await vi.advanceTimersByTimeAsync(5 * patience);
    expect(first().isKilled).toBe(false);
    first().say("pass", off);
    first().say("pass", { type: "done", value: "whole" });
    await vi.advanceTimersByTimeAsync(2 * patience);
    expect(work.state).toBe("done whole");
    expect(first().isKilled).toBe(true);
  });

  it("waits for the answer to a short request, too", async () => {
    const { remote, first } = setup();
    const waiting = job();
    watched(remote.ask("cell"));
    watched(remote.ask("baseline", waiting.job));
    waiting.stop();
    await vi.advanceTimersByTimeAsync(10 * patience);
    expect(first().isKilled).toBe(false);
  });
});

describe("a job that is stopped while it runs and does not obey", () => {
  it("ends the process; what waits is asked again, what was stopped is not, what must not be done twice fails", async () => {
    const { remote, first, processes } = setup();
    const [running, gone] = [job(), job()];
    watched(remote.ask("pass", running.job));
    const waits = watched(remote.ask("baseline", job().job));
    const stopped = watched(remote.ask("item", gone.job));
    const keep = watched(remote.ask("keep"));
    first().say("pass", on);
    gone.stop();
    await vi.advanceTimersByTimeAsync(0);
    // It may still write.
    expect(stopped.state).toBe("open");
    running.stop();
    await vi.advanceTimersByTimeAsync(2 * patience);
    expect(first().isKilled).toBe(true);
    expect(processes).toHaveLength(2);
    expect(processes[1]?.asked).toEqual(["baseline"]);
    expect(stopped.state).toBe("stopped");
    expect(keep.state).toMatch(/^the process did not stop another job and was ended/);
    processes[1]?.say("baseline", { type: "done", value: "again" });
    await vi.advanceTimersByTimeAsync(0);
    expect(waits.state).toBe("done again");
  });
});

describe("what writes", () => {
  it("is stopped when the process says so, not before", async () => {
    const { remote, first } = setup();
    const writing = job();
    const item = watched(remote.ask("item", writing.job));
    writing.stop();
    await vi.advanceTimersByTimeAsync(patience / 2);
    expect(item.state).toBe("open");
    first().say("item", failed);
    await vi.advanceTimersByTimeAsync(0);
    expect(item.state).toBe("stopped");
  });

  it("is stopped when its process ends", async () => {
    const { remote, first } = setup();
    const writing = job();
    const item = watched(remote.ask("item", writing.job));
    writing.stop();
    first().kill();
    await vi.advanceTimersByTimeAsync(0);
    expect(item.state).toBe("stopped");
  });
});

describe("a process that ends under what was asked", () => {
  it("is followed by one that is asked again for what is short, once", async () => {
    const { remote, processes } = setup();
    const [list, pass] = [watched(remote.ask("models")), watched(remote.ask("pass", job().job))];
    processes[0]?.kill();
    await vi.advanceTimersByTimeAsync(0);
    expect(pass.state).toMatch(/^the process ended unexpectedly \(SIGKILL: killed from outside/);
    expect(processes[1]?.asked).toEqual(["models"]);
    processes[1]?.say("models", { type: "done", value: "all" });
    await vi.advanceTimersByTimeAsync(0);
    expect(list.state).toBe("done all");

    const lost = watched(remote.ask("models"));
    processes[1]?.kill();
    processes[2]?.kill();
    await vi.advanceTimersByTimeAsync(0);
    expect(lost.state).toMatch(/ended unexpectedly/);
    expect(processes).toHaveLength(3);
  });

  it("is not followed by another one once the app closes", async () => {
    const { remote, processes } = setup();
    const list = watched(remote.ask("models"));
    remote.close();
    await vi.advanceTimersByTimeAsync(0);
    expect([list.state, processes.length]).toEqual(["the app is closing", 1]);
  });
});
