import { describe, expect, it } from "vitest";
import { bestBatch } from "../../../../src-main/analysis/windows/best-batch.ts";
import { OutOfMemory } from "../../../../src-main/engine/engine.ts";
import type { WindowBatch } from "../../../../src-main/analysis/windows/window-batches.ts";

/** As many empty windows as are asked for, in one batch. */
const cut = (size: number): Promise<WindowBatch[]> => {
  const cells = Array.from({ length: size }, (_, column) => ({ row: 0, column }));
  const pixels = {
    data: new Uint8Array(size),
    batch: size,
    width: 1,
    height: 1,
    channels: 1,
  } as const;
  return Promise.resolve([{ cells, pixels }]);
};

const given = { most: 5000, isFixed: false, budget: 1e9, cut, progress: () => undefined };
const sizeOf = ([first]: readonly WindowBatch[]): number => first?.cells.length ?? 0;

describe("bestBatch", () => {
  it("takes the size with the least time per window, up to 4,096", async () => {
    const tried = new Set<number>();
    // 10 ms for each call and 1 ms for each window: the larger the better.
    const time = (windows: readonly WindowBatch[]): Promise<number> => {
      tried.add(sizeOf(windows));
      return Promise.resolve(10 + sizeOf(windows));
    };
    expect((await bestBatch({ ...given, time })).batch).toBe(4096);
    expect([...tried]).toEqual([16, 64, 256, 1024, 4096]);
    expect((await bestBatch({ ...given, time, most: 1024 })).batch).toBe(1024);
    expect((await bestBatch({ ...given, time, most: 9 })).batch).toBe(9);
    expect((await bestBatch({ ...given, time, most: 32, isFixed: true })).batch).toBe(32);
  });

  it("goes no further than memory does, and hides no want of it where there is nothing smaller", async () => {
    const time = (windows: readonly WindowBatch[]): Promise<number> =>
      sizeOf(windows) > 64
        ? Promise.reject(new OutOfMemory("none left"))
        : Promise.resolve(10 + sizeOf(windows));
    expect((await bestBatch({ ...given, time })).batch).toBe(64);
    const none = (): Promise<number> => Promise.reject(new OutOfMemory("none left"));
    await expect(bestBatch({ ...given, time: none })).rejects.toThrow("none left");
  });

  it("passes on what is no want of memory", async () => {
    let calls = 0;
    const time = (): Promise<number> =>
      ++calls > 5 ? Promise.reject(new Error("the device is gone")) : Promise.resolve(1);
    await expect(bestBatch({ ...given, time })).rejects.toThrow("the device is gone");
  });
});
