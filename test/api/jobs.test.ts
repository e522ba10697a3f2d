/** @file What goes on for a window, and since when: a window that closes on it asks first. */
import { expect, it, vi } from "vitest";
import { Jobs } from "../../src-main/api/jobs.ts";

const pending = (): { promise: Promise<void>; resolve: () => void } => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
};

it("tells how long the oldest of what goes on has taken", async () => {
  vi.useFakeTimers();
  try {
    const jobs = new Jobs();
    expect(jobs.longest).toBeNull();
    const [pass, written] = [pending(), pending()];
    const answer = jobs.stream(() => pass.promise).text();
    vi.advanceTimersByTime(2000);
    const exported = jobs.during(() => written.promise);
    vi.advanceTimersByTime(1000);
    expect(jobs.longest).toBe(3000);
    pass.resolve();
    await answer;
    expect(jobs.longest).toBe(1000);
    written.resolve();
    await exported;
    expect(jobs.longest).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});

it("counts what fails as ended", async () => {
  const jobs = new Jobs();
  await expect(jobs.during(() => Promise.reject(new Error("no room")))).rejects.toThrow("no room");
  expect(await jobs.stream(() => Promise.reject(new Error("no room"))).text()).toContain("failed");
  expect(jobs.longest).toBeNull();
});
