import { describe, expect, it } from "vitest";
import { unattended } from "../../../../src-main/analysis/jobs/job.ts";
import { Mutex } from "../../../../src-main/analysis/jobs/mutex.ts";

/** Work that ends when it is told to. */
function open(): { work: () => Promise<string>; end: (value: string) => void; began: boolean } {
  let end: (value: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => (end = resolve));
  const one = {
    began: false,
    end: (value: string) => {
      end(value);
    },
    work: () => {
      one.began = true;
      return ended;
    },
  };
  return one;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("Turn", () => {
  it("lets one work at a time, in the order in which they came, whatever becomes of those before", async () => {
    const turn = new Mutex();
    const [first, second] = [open(), open()];
    const one = turn.run(unattended.signal, first.work);
    const failing = turn.run(unattended.signal, () => Promise.reject(new Error("broken")));
    const two = turn.run(unattended.signal, second.work);
    await settled();
    expect([first.began, second.began]).toEqual([true, false]);
    first.end("one");
    expect(await one).toBe("one");
    await expect(failing).rejects.toThrow("broken");
    await settled();
    expect(second.began).toBe(true);
    second.end("two");
    expect(await two).toBe("two");
  });

  it("frees whoever is aborted while it waits at once, and never begins its work", async () => {
    const turn = new Mutex();
    const [first, gone, third] = [open(), open(), open()];
    const one = turn.run(unattended.signal, first.work);
    const controller = new AbortController();
    const two = turn.run(controller.signal, gone.work);
    const three = turn.run(unattended.signal, third.work);
    await settled();
    controller.abort(new DOMException("stopped", "AbortError"));
    // The first one has not ended, and does not before this is awaited.
    await expect(two).rejects.toThrow("stopped");
    expect([first.began, third.began]).toEqual([true, false]);
    first.end("one");
    expect(await one).toBe("one");
    third.end("three");
    expect(await three).toBe("three");
    expect(gone.began).toBe(false);
  });

  it("leaves the end of what is at work to the work", async () => {
    const turn = new Mutex();
    const first = open();
    const controller = new AbortController();
    const one = turn.run(controller.signal, first.work);
    await settled();
    controller.abort();
    first.end("whole");
    expect(await one).toBe("whole");
    await expect(turn.run(controller.signal, first.work)).rejects.toThrow("aborted");
  });
});
