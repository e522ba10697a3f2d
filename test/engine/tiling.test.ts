/** @file The law of the tiles: joined, they are the map of one pass over the whole image, seams and borders included. */
import { describe, expect, it } from "vitest";
import { convolutionalize } from "../../src-core/network/surgery/convolutionalize.ts";
import type { FullyConvolutional } from "../../src-core/network/surgery/convolutionalize.ts";
import type { TilePlan } from "../../src-core/tiling/plan.ts";
import { planOf, tilesOf } from "../../src-core/tiling/plan.ts";
import { checkDense } from "../../src-main/analysis/models/model.ts";
import { gridOf } from "../../src-main/analysis/windows/grid.ts";
import { expectedEquality } from "../../src-core/network/properties/equality.ts";
import { randomNumbers } from "../../src-core/random.ts";
import type { Planes } from "../support/equality/equality.ts";
import { feed, openSession, runSession, valuesOf } from "../support/equality/equality.ts";
import { zoo } from "../support/zoo/index.ts";

const randomPlanes = (channels: number, width: number, height: number): Planes => {
  const uniform = randomNumbers(width * height);
  const data = Float32Array.from({ length: channels * width * height }, uniform);
  return { data, batch: 1, width, height };
};

function crop(image: Planes, channels: number, x: number, y: number, w: number, h: number): Planes {
  const data = new Float32Array(channels * w * h);
  for (let line = 0; line < channels * h; line++) {
    const from = (Math.floor(line / h) * image.height + y + (line % h)) * image.width + x;
    data.set(image.data.subarray(from, from + w), line * w);
  }
  return { data, batch: 1, width: w, height: h };
}

interface Joined {
  readonly scores: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

async function stitch(
  surgery: FullyConvolutional,
  image: Planes,
  plan: TilePlan,
  pass: (part: Planes) => Promise<{ values: Float32Array; rows: number; columns: number }>,
): Promise<Joined> {
  const { rows, columns } = plan.map;
  const scores = new Float32Array(surgery.classes * rows * columns).fill(NaN);
  for (const { vertical, horizontal } of tilesOf(surgery, image, plan)) {
    const [x, y] = [horizontal.start, vertical.start];
    const [w, h] = [horizontal.end - x, vertical.end - y];
    const part = await pass(crop(image, surgery.input.channels, x, y, w, h));
    for (let index = 0; index < surgery.classes; index++)
      for (let row = vertical.from; row < vertical.to; row++)
        for (let column = horizontal.from; column < horizontal.to; column++) {
          const line = index * part.rows + row - vertical.from + vertical.skip;
          const value =
            part.values[line * part.columns + column - horizontal.from + horizontal.skip];
          scores[(index * rows + row) * columns + column] = value ?? NaN;
        }
  }
  return { scores, rows, columns };
}

/** Cells of a tile: single ones, odd ones, long ones. */
const tiles = [
  { rows: 1, columns: 1 },
  { rows: 2, columns: 3 },
  { rows: 3, columns: 2 },
  { rows: 1, columns: 5 },
  { rows: 4, columns: 1000 },
];

async function expectJoined(surgery: FullyConvolutional, tolerance: number): Promise<void> {
  const { window, horizontal, vertical, classes } = surgery;
  // Neither side ends where a cell ends.
  const width = window.width + 6 * horizontal.jump + (horizontal.jump > 2 ? 1 : 0);
  const height = window.height + 5 * vertical.jump + Math.floor(vertical.jump / 2);
  const image = randomPlanes(surgery.input.channels, width, height);
  const session = await openSession(surgery.model);
  const pass = async (part: Planes): ReturnType<Parameters<typeof stitch>[3]> => {
    const result = await runSession(session, feed(surgery.input, part));
    const [, , rows = 1, columns = 1] = result.dims;
    return { values: valuesOf(result), rows, columns };
  };
  const map = gridOf(surgery, image);
  const whole = await stitch(surgery, image, planOf(surgery, image, map, map), pass);
  expect(whole.scores.length).toBe(classes * map.rows * map.columns);
  for (const tile of tiles) {
    const plan = planOf(surgery, image, map, tile);
    const { scores } = await stitch(surgery, image, plan, pass);
    let [difference, largest] = [0, 1];
    for (const [place, score] of whole.scores.entries()) {
      largest = Math.max(largest, Math.abs(score));
      difference = Math.max(difference, Math.abs(score - (scores[place] ?? NaN)));
    }
    expect(difference / largest, `tiles of ${tile.rows}×${tile.columns} cells`).toBeLessThanOrEqual(
      tolerance,
    );
  }
}

describe.each(zoo)("$name", ({ build, tolerance }) => {
  const model = build();
  const surgery = convolutionalize(model);
  // Half precision and integers round as they like; everything else must be the same to the last digits.
  const bound = tolerance > 1e-4 ? tolerance : 1e-5;

  it("joins without a seam", () => expectJoined(surgery, bound));

  if (expectedEquality(surgery).class === "exact")
    it("joins with a cell for every pixel", async () => {
      const dense = convolutionalize(model, { stride: 1 });
      checkDense("zoo", dense, expectedEquality(dense));
      await expectJoined(dense, bound);
    });
});
