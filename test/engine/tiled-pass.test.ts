/** @file A whole analysis in tiles against the same in one piece: map, detections, comparison; and what goes wrong on the way. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JobUpdate } from "../../src-core/contract/api.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import type { Engine, Session } from "../../src-main/engine/engine.ts";
import { OutOfMemory } from "../../src-main/engine/engine.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { heldMap } from "../support/maps/held-map.ts";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng } from "../support/images/mosaic.ts";
import { timedEngine } from "../support/timed-engine.ts";
import { randomNumbers } from "../../src-core/random.ts";

const folder = temporaryFolder();
const path = join(folder, "image.png");
const [width, height] = [1113, 757];
const wanted = { path, model: "lenet-digits", device: "auto", runs: 1, threshold: 0.3 };

/** Noise in blocks: something for the network to see. */
beforeAll(async () => {
  const uniform = randomNumbers(3);
  const block = Array.from({ length: 64 * 64 }, () => Math.floor(uniform() * 256));
  const data = Uint8Array.from({ length: width * height }, (_, place) => {
    const [x, y] = [place % width, Math.floor(place / width)];
    return block[(Math.floor(y / 7) % 64) * 64 + (Math.floor(x / 7) % 64)] ?? 0;
  });
  await grayPng(path, data, width, height);
});

const largest = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, score, place) => Math.max(most, Math.abs(score - (b[place] ?? NaN))), 0);

/** An engine that has no memory for more than `most` pixels, and counts how often it is asked. */
function poorEngine(most: number): Engine & { refused: number } {
  const engine = {
    name: "onnxruntime" as const,
    refused: 0,
    async open(model: Uint8Array): Promise<Session> {
      const session = await onnxruntime.open(model);
      return {
        release: () => session.release(),
        run: (pixels) => {
          if (pixels.batch * pixels.width * pixels.height <= most) return session.run(pixels);
          engine.refused++;
          return Promise.reject(new OutOfMemory("bad_alloc"));
        },
      };
    },
  };
  return engine;
}

describe("a pass in tiles", () => {
  const bench = new Workbench(onnxruntime, "models");
  const whole = () => bench.pass({ ...wanted, memory: 4e9 }, unattended);

  it.each([20e6, 45e6, 90e6, 200e6])(
    "with %d bytes equals one piece, detections included",
    async (memory) => {
      const one = await whole();
      expect(one.result.tiles.count).toBe(1);
      const tiled = await new Workbench(onnxruntime, "models").pass(
        { ...wanted, memory },
        unattended,
      );
      expect(tiled.result.tiles.count).toBeGreaterThan(1);
      expect(largest(heldMap(tiled).data, heldMap(one).data)).toBeLessThanOrEqual(1e-5);
      expect(tiled.result.detections.length).toBe(one.result.detections.length);
      expect(tiled.result.flops.fcn).toBeGreaterThan(one.result.flops.fcn ?? NaN);
    },
  );

  it("is compared with windows that are cut in parts, too", async () => {
    // Enough for about a thousand windows.
    const request = { ...wanted, memory: 45e6, budget: 2000 };
    const tiled = new Workbench(timedEngine(28 * 28), "models");
    const { result } = await tiled.pass(request, unattended);
    const { equality } = await tiled.baseline(request, result, unattended);
    expect(equality?.class).toBe("exact");
    expect(equality?.argmaxAgreement).toBe(1);
    expect(equality?.maxAbsDiff).toBeLessThanOrEqual(1e-4);
    expect(equality?.checked).toBeGreaterThan(900);
  });

  it("goes on in smaller tiles where memory runs out, and says so", async () => {
    const engine = poorEngine(120_000);
    const poor = new Workbench(engine, "models");
    const news: JobUpdate[] = [];
    const done: number[] = [];
    const job = {
      ...unattended,
      tell: (told: JobUpdate) => news.push(told),
      progress: (told: { phase: string; done: number }) =>
        told.phase === "pass" && done.push(told.done),
    };
    const shrunk = await poor.pass({ ...wanted, memory: 4e9 }, job);
    expect(largest(heldMap(shrunk).data, heldMap(await whole()).data)).toBeLessThanOrEqual(1e-5);
    // It is learnt once, not with each tile and run.
    expect(engine.refused).toBeLessThanOrEqual(4);
    expect(news.filter(({ type }) => type === "shrunk").length).toBe(engine.refused);
    const { tiles } = shrunk.result;
    expect(tiles.count).toBeGreaterThan(1);
    expect(tiles.width * tiles.height).toBeLessThanOrEqual(120_000);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });

  it("says what is wrong where one window is too much", async () => {
    const poor = new Workbench(poorEngine(100), "models");
    await expect(poor.pass(wanted, unattended)).rejects.toThrow(
      /image\.png: there is not enough memory for the network on one window/,
    );
  });
});

describe("a map on the disk", () => {
  // 792,050 cells of eleven classes with a cell for every pixel: more than is held.
  const dense = { ...wanted, stride: 1 as const, memory: 300e6 };
  const controller = new AbortController();
  afterAll(() => {
    controller.abort();
  });

  it("is written part by part, and goes on where a run was stopped", async () => {
    const parts: JobUpdate[] = [];
    const left = new Workbench(onnxruntime, "models");
    const stopped = left.pass(dense, {
      signal: controller.signal,
      progress: () => undefined,
      tell: (news) => {
        if (news.type === "cells" && parts.push(news) === 2) controller.abort();
      },
    });
    await expect(stopped).rejects.toThrow("aborted");
    // Half a map does not pass for one.
    await expect(left.detections(dense, { threshold: 0.5 })).rejects.toThrow(
      "the pass over it is not finished",
    );
    const done: number[] = [];
    const firsts: number[] = [];
    const bench = new Workbench(onnxruntime, "models");
    const more: JobUpdate[] = [];
    const { map, layer, result } = await bench.pass(
      dense,
      {
        ...unattended,
        tell: (news) => news.type === "cells" && more.push(news),
        progress: ({ phase, done: cells }) => phase === "pass" && done.push(cells),
      },
      (first) => firsts.push(first.result.detections.length),
    );
    expect(map).toBeNull();
    expect(layer).toEqual({ tile: 256, levels: expect.any(Number) as number });
    expect(firsts).toEqual([0]);
    expect(more.length).toBeLessThan(result.tiles.count);
    expect(done[0]).toBeGreaterThan(0); // what was there counts as done
    expect(done).toEqual([...done].sort((a, b) => a - b));
    // Every fourth cell is one of the network's own.
    const native = heldMap(await bench.pass(wanted, unattended));
    for (const [row, column] of [
      [0, 0],
      [50, 100],
      [native.rows - 1, native.columns - 1],
    ] as const) {
      const cell = await bench.cell(dense, 4 * row, 4 * column);
      const plane = native.rows * native.columns;
      const expected = cell.pass.map(
        (_, kind) => native.data[kind * plane + row * native.columns + column] ?? NaN,
      );
      for (const [kind, score] of cell.pass.entries())
        expect(Math.abs((score ?? NaN) - (expected[kind] ?? NaN))).toBeLessThanOrEqual(1e-5);
      expect(cell.maxAbsDiff).toBeLessThanOrEqual(1e-4);
    }
    const higher = await bench.detections(dense, { threshold: 0.9 });
    expect(higher).toEqual(result.detections.filter(({ score }) => score >= 0.9));
    await expect(bench.map(dense)).rejects.toThrow("too large to be held");
  });
});
