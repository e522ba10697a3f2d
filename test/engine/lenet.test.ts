import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { loadModel, openDense, openPass } from "../../src-main/analysis/model.ts";
import { cutWindows } from "../../src-main/analysis/windows.ts";
import type { Pixels, Scores } from "../../src-main/engine/engine.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { seeded } from "../support/random.ts";

const grid = { columns: 64, strideX: 4, strideY: 4, width: 28, height: 28 };

async function both(image: Pixels): Promise<{ map: Scores; dense: Scores }> {
  const model = await loadModel("models/lenet-digits");
  const pass = await openPass(onnxruntime, model, 1);
  const windows = await openDense(onnxruntime, model, 1);
  const map = await pass.run(image);
  const cells = Array.from({ length: map.rows * map.columns }, (_, cell) => cell);
  const dense = await windows.run(cutWindows(image, { ...grid, columns: map.columns }, cells));
  await Promise.all([pass.release(), windows.release()]);
  return { map, dense };
}

const mapScore = (map: Scores, cell: number, index: number): number =>
  map.data[index * map.rows * map.columns + cell] ?? NaN;
const denseScore = (dense: Scores, cell: number, index: number): number =>
  dense.data[cell * dense.classes + index] ?? NaN;

const best = (classes: number, score: (index: number) => number): number => {
  let winner = 0;
  for (let index = 1; index < classes; index++) if (score(index) > score(winner)) winner = index;
  return winner;
};

function compare(map: Scores, dense: Scores): { maxAbsDiff: number; agreement: number } {
  const cells = map.rows * map.columns;
  let maxAbsDiff = 0;
  let same = 0;
  for (let cell = 0; cell < cells; cell++) {
    for (let index = 0; index < map.classes; index++)
      maxAbsDiff = Math.max(
        maxAbsDiff,
        Math.abs(mapScore(map, cell, index) - denseScore(dense, cell, index)),
      );
    const winner = best(map.classes, (index) => mapScore(map, cell, index));
    if (winner === best(map.classes, (index) => denseScore(dense, cell, index))) same++;
  }
  return { maxAbsDiff, agreement: same / cells };
}

describe("lenet-digits", () => {
  it("gives the same scores in one pass and on every window of a noisy image", async () => {
    const random = seeded(7);
    const [width, height] = [101, 67];
    const data = Uint8Array.from({ length: width * height }, () => random() * 256);
    const { map, dense } = await both({ data, batch: 1, width, height, channels: 1 });
    expect([map.columns, map.rows, map.classes]).toEqual([19, 10, 11]);
    const { maxAbsDiff, agreement } = compare(map, dense);
    expect(maxAbsDiff).toBeLessThanOrEqual(1e-4);
    expect(agreement).toBe(1);
  });

  const folder = "../shared/data/mnist";
  const present = existsSync(folder);
  if (!present) console.warn(`skipped: the MNIST mosaic (${folder} is not here)`);
  it.skipIf(!present)("reads the first 100 MNIST test digits as a 10×10 mosaic", async () => {
    const digits = gunzipSync(readFileSync(`${folder}/t10k-images-idx3-ubyte.gz`)).subarray(16);
    const labels = gunzipSync(readFileSync(`${folder}/t10k-labels-idx1-ubyte.gz`)).subarray(8);
    const data = new Uint8Array(280 * 280);
    for (let digit = 0; digit < 100; digit++)
      for (let y = 0; y < 28; y++) {
        const row = digits.subarray((digit * 28 + y) * 28, (digit * 28 + y + 1) * 28);
        data.set(row, (Math.floor(digit / 10) * 28 + y) * 280 + (digit % 10) * 28);
      }
    const { map, dense } = await both({ data, batch: 1, width: 280, height: 280, channels: 1 });
    expect([map.columns, map.rows]).toEqual([64, 64]);
    const { maxAbsDiff, agreement } = compare(map, dense);
    expect(maxAbsDiff).toBeLessThanOrEqual(1e-4);
    expect(agreement).toBe(1);
    let right = 0;
    for (let digit = 0; digit < 100; digit++) {
      const cell = Math.floor(digit / 10) * 7 * 64 + (digit % 10) * 7;
      if (best(11, (index) => mapScore(map, cell, index)) === labels[digit]) right++;
    }
    console.log(`mosaic: ${right} of 100 right, largest difference ${maxAbsDiff}`);
    expect(right).toBeGreaterThanOrEqual(99);
  });
});
