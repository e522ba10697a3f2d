import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { get, open, root } from "zarrita";
import { z } from "zod";
import { heldScores } from "../../../src-main/output/held-scores.ts";
import { tileArea, tilesOf } from "../../../src-main/output/map-grid.ts";
import { ScoreStore } from "../../../src-main/output/score-store.ts";
import { fillZarr } from "../../../src-main/output/zarr-export.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { cutOf, pooledBySearch, randomMap } from "../../support/maps/score-map.ts";

const folder = temporaryFolder();

/** Another implementation, which knows nothing of how ours writes. */
const reader = (path: string) => ({
  get: (key: string): Promise<Uint8Array | undefined> =>
    readFile(join(path, key)).catch(() => undefined),
});

async function level(path: string, index: number) {
  const array = await open(root(reader(path)).resolve(`${index}`), { kind: "array" });
  const { data, shape } = await get(array);
  return { data: data as Float32Array, shape, names: array.dimensionNames };
}

/** What OME-Zarr 0.5 asks of an image with channels. */
const numbers = z.tuple([z.number(), z.number(), z.number()]);
const ome = z.strictObject({
  version: z.literal("0.5"),
  multiscales: z
    .array(
      z.strictObject({
        name: z.string(),
        type: z.string(),
        axes: z.tuple([
          z.strictObject({ name: z.literal("c"), type: z.literal("channel") }),
          z.strictObject({ name: z.literal("y"), type: z.literal("space") }),
          z.strictObject({ name: z.literal("x"), type: z.literal("space") }),
        ]),
        datasets: z.array(
          z.strictObject({
            path: z.string(),
            coordinateTransformations: z.tuple([
              z.strictObject({ type: z.literal("scale"), scale: numbers }),
              z.strictObject({ type: z.literal("translation"), translation: numbers }),
            ]),
          }),
        ),
      }),
    )
    .length(1),
  omero: z.strictObject({
    channels: z.array(
      z.strictObject({
        label: z.string(),
        color: z.string().regex(/^[0-9A-F]{6}$/),
        active: z.boolean(),
        window: z.strictObject({
          min: z.number(),
          max: z.number(),
          start: z.number(),
          end: z.number(),
        }),
      }),
    ),
  }),
});

const map = randomMap(3, 21, 30);
const placement = {
  strideX: 4,
  strideY: 2,
  windowWidth: 28,
  windowHeight: 20,
  rows: 21,
  columns: 30,
};
const description = { name: "a.png", labels: ["one", "two", "背景"], placement };

async function filled(name: string): Promise<ScoreStore> {
  const grid = { classes: 3, rows: 21, columns: 30, tile: { rows: 8, columns: 16 }, levels: 3 };
  const store = await ScoreStore.create(join(folder, name), { ...grid, ...description });
  const tiles = tilesOf(store);
  for (let row = 0; row < tiles.rows; row++)
    for (let column = 0; column < tiles.columns; column++)
      if (row + column > 0)
        await store.write(row, column, cutOf(map, tileArea(store, row, column)));
  return store;
}

describe("a store as OME-Zarr", () => {
  it("is read by another implementation, level by level; what is not there yet is NaN", async () => {
    const store = await filled("other");
    for (let index = 0; index < 3; index++) {
      const { rows, columns } = pooledBySearch(map, index);
      const { data, shape, names } = await level(store.folder, index);
      expect(shape).toEqual([3, rows, columns]);
      expect(names).toEqual(["c", "y", "x"]);
      const all = { row: 0, column: 0, rows, columns };
      expect(data).toEqual((await store.read(all, index)).data);
    }
    expect((await level(store.folder, 0)).data[0]).toBeNaN();
  });

  it("says where its cells are on the image, and what its channels are called", async () => {
    const { folder: path } = await filled("placed");
    const group = await open(root(reader(path)), { kind: "group" });
    const { multiscales, omero } = ome.parse(group.attrs["ome"]);
    const [first, , third] = multiscales[0]?.datasets ?? [];
    // The middle of the first window of 28 × 20 is at (13.5, 9.5) where the first pixel's is at (0, 0).
    expect(first?.coordinateTransformations).toEqual([
      { type: "scale", scale: [1, 2, 4] },
      { type: "translation", translation: [0, 9.5, 13.5] },
    ]);
    // Four cells by four: their middle is 1.5 strides further.
    expect(third?.coordinateTransformations).toEqual([
      { type: "scale", scale: [1, 8, 16] },
      { type: "translation", translation: [0, 12.5, 19.5] },
    ]);
    expect(omero.channels.map(({ label }) => label)).toEqual(["one", "two", "背景"]);
  });
});

describe("fillZarr", () => {
  const parts = (path: string) => Promise.all([0, 1, 2].map((index) => level(path, index)));

  it("copies a store, without what only the store needs", async () => {
    const store = await filled("source");
    const target = join(folder, "copied");
    const steps: number[] = [];
    await fillZarr(target, store, description, (done, total) => steps.push(done / total));
    expect(await parts(target)).toEqual(await parts(store.folder));
    expect(steps.at(-1)).toBe(1);
    expect(await readFile(join(target, "ranges")).catch(() => "none")).toBe("none");
  });

  it("cuts a map in memory into tiles and levels of its own", async () => {
    const held = randomMap(2, 300, 700);
    const target = join(folder, "held");
    await fillZarr(
      target,
      heldScores(held),
      { ...description, labels: ["a", "b"] },
      () => undefined,
    );
    for (const [index, { data, shape }] of (await parts(target)).entries()) {
      const pooled = pooledBySearch(held, index);
      expect(shape).toEqual([2, pooled.rows, pooled.columns]);
      expect(data).toEqual(pooled.data);
    }
    expect(await readFile(join(target, "ranges")).catch(() => "none")).toBe("none");
  });
});
