import { describe, expect, it } from "vitest";
import { unattended } from "../../../../src-main/analysis/jobs/job.ts";
import { bestClasses } from "../../../../src-main/analysis/evaluation/window-accuracy.ts";
import type { Session } from "../../../../src-main/engine/engine.ts";
import { heldRaster } from "../../../../src-main/image/raster.ts";

const width = 200;
/** Pixel (x, y) is x + y modulo 4. */
const data = Uint8Array.from(
  { length: width * 20 },
  (_, at) => ((at % width) + Math.floor(at / width)) % 4,
);
const image = heldRaster({ data, width, height: 20, channels: 1 });
const window = { width: 3, height: 2 };

/** A classifier of five classes: the class of a window's first pixel has the best score, the last class the same score. */
function fake(): Session & { readonly batches: number[] } {
  const batches: number[] = [];
  return {
    batches,
    run: ({ data: pixels, batch, width: across, height }) => {
      batches.push(batch);
      const scores = Array.from({ length: batch }, (_, index) => {
        const first = pixels[index * across * height];
        return [0, 1, 2, 3, 4].map((kind) => (kind === first || kind === 4 ? 0.5 : 0.1));
      });
      const all = Float32Array.from(scores.flat());
      return Promise.resolve({ data: all, batch, classes: 5, rows: 1, columns: 1, time: 0 });
    },
    release: () => Promise.resolve(),
  };
}

const places = Array.from({ length: 150 }, (_, at) => ({ x: at, y: at % 18 }));
const expected = places.map(({ x, y }) => (x + y) % 4);

describe("bestClasses", () => {
  it("is the first of the best classes of each window, in batches", async () => {
    const session = fake();
    const opened = { session, largestBatch: Infinity };
    expect(await bestClasses(opened, image, window, places, unattended)).toEqual(expected);
    expect(session.batches).toEqual([64, 64, 22]);
  });

  it("shows one window at a time to a classifier that takes no more", async () => {
    const session = fake();
    const opened = { session, largestBatch: 1 };
    expect(await bestClasses(opened, image, window, places, unattended)).toEqual(expected);
    expect(session.batches.length).toBe(150);
  });

  it("stops when it is told to", async () => {
    const job = { ...unattended, signal: AbortSignal.abort() };
    const opened = { session: fake(), largestBatch: 1 };
    await expect(bestClasses(opened, image, window, places, job)).rejects.toThrow("aborted");
  });
});
