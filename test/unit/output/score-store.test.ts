import fc from "fast-check";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scorePlane } from "../../../src-core/overlay/plane.ts";
import { tileArea, tilesOf } from "../../../src-main/output/map-grid.ts";
import { maxPool } from "../../../src-main/output/pool.ts";
import type { StorePlan } from "../../../src-main/output/score-store.ts";
import { ScoreStore } from "../../../src-main/output/score-store.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { cutOf, pooledBySearch, randomMap } from "../../support/maps/score-map.ts";

const folder = temporaryFolder();
let made = 0;
const fresh = (): string => join(folder, `store-${made++}`);

function plan(
  classes: number,
  rows: number,
  columns: number,
  tile: [rows: number, columns: number],
  levels: number,
): StorePlan {
  const placement = { strideX: 4, strideY: 2, windowWidth: 28, windowHeight: 20, rows, columns };
  return {
    classes,
    rows,
    columns,
    levels,
    placement,
    name: "a",
    tile: { rows: tile[0], columns: tile[1] },
    labels: Array.from({ length: classes }, (_, index) => `class ${index}`),
  };
}

const small = plan(2, 5, 7, [4, 4], 3);

describe("ScoreStore", () => {
  it("gives back any part of what was written in any order, at every level", async () => {
    const shapes = fc.record({
      classes: fc.integer({ min: 1, max: 4 }),
      rows: fc.integer({ min: 1, max: 40 }),
      columns: fc.integer({ min: 1, max: 40 }),
      levels: fc.integer({ min: 1, max: 4 }),
      across: fc.integer({ min: 1, max: 3 }),
      down: fc.integer({ min: 1, max: 3 }),
      seed: fc.integer({ min: 1, max: 1e6 }),
      order: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(shapes, async ({ classes, rows, columns, levels, ...drawn }) => {
        const least = 2 ** (levels - 1);
        const tile: [number, number] = [least * drawn.down, least * drawn.across];
        const store = await ScoreStore.create(fresh(), plan(classes, rows, columns, tile, levels));
        const map = randomMap(classes, rows, columns, drawn.seed);
        // At most 60 tiles are written; the others stay NaN.
        const tiles = tilesOf(store);
        const chosen = drawn.order
          .map((order, index) => ({ order, index }))
          .slice(0, tiles.rows * tiles.columns)
          .sort((one, other) => one.order - other.order)
          .map(({ index }) => [Math.floor(index / tiles.columns), index % tiles.columns] as const);
        const expected = { ...map, data: new Float32Array(map.data.length).fill(NaN) };
        for (const [row, column] of chosen) {
          const area = tileArea(store, row, column);
          const scores = cutOf(map, area);
          await store.write(row, column, scores);
          for (let line = 0; line < classes * area.rows; line++) {
            const r = line % area.rows;
            const start = ((line - r) / area.rows) * rows * columns + (area.row + r) * columns;
            expected.data.set(
              scores.subarray(line * area.columns, (line + 1) * area.columns),
              start + area.column,
            );
          }
        }
        for (let level = 0; level < levels; level++) {
          const whole = pooledBySearch(expected, level);
          const all = { row: 0, column: 0, rows: whole.rows, columns: whole.columns };
          expect(await store.read(all, level)).toEqual(whole);
          const area = {
            row: Math.floor(whole.rows / 3),
            column: Math.floor(whole.columns / 3),
            rows: Math.ceil(whole.rows / 3),
            columns: Math.ceil(whole.columns / 3),
          };
          expect((await store.read(area, level)).data).toEqual(cutOf(whole, area));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("has tiles of a single cell", async () => {
    const store = await ScoreStore.create(fresh(), plan(1, 2, 2, [1, 1], 1));
    await store.write(1, 0, Float32Array.of(0.5));
    const { data } = await store.read({ row: 0, column: 0, rows: 2, columns: 2 });
    expect([...data]).toEqual([NaN, NaN, 0.5, NaN]);
  });

  it("goes on where the work was cut off: tiles and range are kept", async () => {
    const path = fresh();
    const first = await ScoreStore.create(path, small);
    await first.write(
      0,
      0,
      Float32Array.from({ length: 32 }, (_, index) => index / 10 - 1),
    );
    await first.write(1, 1, Float32Array.of(7, 1, 1, 1, 1, -3));
    mkdirSync(join(path, "part"), { recursive: true });
    writeFileSync(join(path, "part", "0.0.1"), "cut off");
    const again = await ScoreStore.create(path, { ...small, name: "b" });
    expect(existsSync(join(path, "part"))).toBe(false);
    expect([again.has(0, 0), again.has(0, 1), again.has(1, 0), again.has(1, 1)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(again.finished).toBe(2);
    expect(again.range).toEqual({ low: -3, high: 7 });
    expect(readFileSync(join(path, "zarr.json"), "utf8")).toContain('"name": "b"');
  });

  it("begins anew where the shape is another, and leaves other files alone", async () => {
    const path = fresh();
    const first = await ScoreStore.create(path, small);
    await first.write(0, 0, new Float32Array(32));
    writeFileSync(join(path, "notes.txt"), "mine");
    const other = await ScoreStore.create(path, plan(2, 5, 8, [4, 4], 3));
    expect(other.finished).toBe(0);
    expect(other.has(0, 0)).toBe(false);
    expect(readFileSync(join(path, "notes.txt"), "utf8")).toBe("mine");
  });

  it("sees the tiles that another process finishes", async () => {
    const path = fresh();
    const writer = await ScoreStore.create(path, small);
    const reader = await ScoreStore.open(path);
    const cell = { row: 0, column: 0, rows: 1, columns: 1 };
    expect([...((await reader?.read(cell))?.data ?? [])]).toEqual([NaN, NaN]);
    await writer.write(0, 0, new Float32Array(32).fill(0.25));
    expect(reader?.has(0, 0)).toBe(true);
    expect([...((await reader?.read(cell))?.data ?? [])]).toEqual([0.25, 0.25]);
  });

  it("does not have a tile whose writing failed between two levels", async () => {
    const path = fresh();
    const store = await ScoreStore.create(path, small);
    // Level 1 cannot be written: a file lies where its folder has to be.
    writeFileSync(join(path, "1", "c"), "");
    await expect(store.write(0, 0, new Float32Array(32))).rejects.toMatchObject({
      code: "output-unwritable",
      message: expect.stringContaining(path) as string,
    });
    expect(existsSync(join(path, "2/c/0/0/0"))).toBe(true);
    expect(store.has(0, 0)).toBe(false);
    expect((await store.read({ row: 0, column: 0, rows: 1, columns: 1 }, 2)).data[0]).toBeNaN();
    rmSync(join(path, "1", "c"));
    const again = await ScoreStore.create(path, small);
    expect(again.finished).toBe(0);
    await again.write(0, 0, new Float32Array(32));
    expect(again.has(0, 0)).toBe(true);
  });

  it("does not take a chunk that is cut short for a tile", async () => {
    const path = fresh();
    await (await ScoreStore.create(path, small)).write(0, 0, new Float32Array(32));
    writeFileSync(join(path, "0/c/0/0/0"), new Uint8Array(12));
    expect((await ScoreStore.open(path))?.has(0, 0)).toBe(false);
  });

  it("tells no range before there is a score, and none of what is no finite number", async () => {
    const store = await ScoreStore.create(fresh(), plan(1, 1, 3, [1, 3], 1));
    expect(store.range).toEqual({ low: 0, high: 0 });
    await store.write(0, 0, Float32Array.of(NaN, 2, Infinity));
    expect(store.range).toEqual({ low: 2, high: 2 });
  });

  it("counts the cells of which a class has no finite number, and after it was opened again", async () => {
    const path = fresh();
    const store = await ScoreStore.create(path, small);
    expect(store.notFinite).toBe(0);
    const first = new Float32Array(32);
    for (const place of [3, 16 + 3, 5]) first[place] = NaN;
    first[16 + 9] = Infinity;
    await store.write(0, 0, first);
    await store.write(1, 1, Float32Array.of(7, NaN, 1, 1, 1, -3));
    expect(store.notFinite).toBe(4);
    expect((await ScoreStore.create(path, small)).notFinite).toBe(4);
    expect((await ScoreStore.open(path))?.notFinite).toBe(4);
  });

  it("refuses scores that do not fill the tile, tiles that are not there, and parts outside", async () => {
    const store = await ScoreStore.create(fresh(), small);
    await expect(store.write(0, 1, new Float32Array(32))).rejects.toThrow("has 24 scores, not 32");
    await expect(store.write(2, 0, new Float32Array(0))).rejects.toThrow(RangeError);
    const outside = { row: 0, column: 6, rows: 1, columns: 2 };
    await expect(store.read(outside)).rejects.toThrow("not inside a map of 5×7");
  });

  it("refuses tiles that cannot be halved", async () => {
    await expect(ScoreStore.create(fresh(), plan(1, 9, 9, [6, 4], 3))).rejects.toThrow(
      "6×4 cells cannot be halved 2 times",
    );
  });

  it("opens nothing where nothing is", async () => {
    expect(await ScoreStore.open(fresh())).toBeNull();
  });

  // The superuser may write everywhere.
  const asRoot = process.getuid?.() === 0;
  if (asRoot)
    console.log("NOT RUN: a folder without write permission, since root may write anywhere");
  it.skipIf(asRoot)("says where it may not write", async () => {
    const path = fresh();
    mkdirSync(path);
    chmodSync(path, 0o500);
    await expect(ScoreStore.create(join(path, "in"), small)).rejects.toMatchObject({
      code: "output-unwritable",
    });
  });

  it("says where no folder can be", async () => {
    const path = fresh();
    writeFileSync(path, "a file");
    await expect(ScoreStore.create(join(path, "in"), small)).rejects.toMatchObject({
      code: "output-unwritable",
    });
  });
});

describe("the heat-map layer", () => {
  it("shows one class or the best object, in tiles of 256 cells", async () => {
    const map = randomMap(3, 300, 520);
    const store = await ScoreStore.create(fresh(), plan(3, 300, 520, [128, 192], 2));
    const tiles = tilesOf(store);
    for (let row = 0; row < tiles.rows; row++)
      for (let column = 0; column < tiles.columns; column++)
        await store.write(row, column, cutOf(map, tileArea(store, row, column)));
    const area = { row: 256, column: 512, rows: 44, columns: 8 };
    const part = { ...map, ...area, data: cutOf(map, area) };
    expect(store.layer).toEqual({ tile: 256, levels: 2 });
    expect(await store.plane(0, 1, 2, 1, 2)).toEqual({
      rows: 44,
      columns: 8,
      data: scorePlane(part, 1, 2).slice(),
    });
    const best = (await store.plane(0, 1, 2, "objects", 2)).data;
    expect(best).toEqual(scorePlane(part, "objects", 2));
    const half = await store.plane(1, 0, 1, "objects", undefined);
    const above = pooledBySearch(map, 1);
    const right = { row: 0, column: 256, rows: 150, columns: 4 };
    const shown = { ...above, ...right, data: cutOf(above, right) };
    expect(half).toEqual({ rows: 150, columns: 4, data: scorePlane(shown, "objects", undefined) });
    await expect(store.plane(0, 2, 0, 0, 2)).rejects.toThrow("outside a layer of 300×520 cells");
    await expect(store.plane(2, 0, 0, 0, 2)).rejects.toThrow("level 2 is none of 2");
    await expect(store.plane(0, 0, 0, 3, 2)).rejects.toThrow("class 3 is none of 3");
  });
});

describe("maxPool", () => {
  it("keeps the highest of every 2 × 2, at the border of what is there", () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6, 7, NaN, NaN);
    expect(maxPool({ data, classes: 1, rows: 3, columns: 3 })).toEqual({
      classes: 1,
      rows: 2,
      columns: 2,
      data: Float32Array.of(5, 6, 7, NaN),
    });
  });
});
