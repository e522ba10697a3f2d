/** @file A large image through the door: prepared, looked at in tiles, run part by part, exported. */
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JobEvent, OpenedImage } from "../../src-core/contract/api.ts";
import { errorResponse, jobEvent, openedImage } from "../../src-core/contract/api.ts";
import { LocalPictures } from "../../src-main/analysis/pictures.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { createApi, keyHeader } from "../../src-main/api/api.ts";
import { HostEvents } from "../../src-main/api/host-events.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { temporaryFolder } from "../support/folder.ts";

const folder = temporaryFolder();
const path = join(folder, "long 中.png");
// Longer than what is held, although it has few pixels: and its map is too large for memory.
const [width, height] = [20_001, 707];
const key = "the key";
const api = createApi({
  analyst: new Workbench(onnxruntime, "models"),
  pictures: new LocalPictures(),
  desktop: { events: new HostEvents(), key },
});

const call = (route: string, init?: RequestInit): Promise<Response> =>
  api.fetch(new Request(`http://app/api${route}`, init));
const post = (route: string, body: unknown): Promise<Response> =>
  call(route, { method: "POST", body: JSON.stringify(body), headers: { [keyHeader]: key } });
const stream = async (response: Response): Promise<JobEvent[]> =>
  (await response.text())
    .trimEnd()
    .split("\n")
    .map((line) => jobEvent.parse(JSON.parse(line)));
const code = async (response: Response): Promise<string> =>
  errorResponse.parse(await response.json()).error.code;

let image: OpenedImage;
let analysis = "";
let events: JobEvent[] = [];

beforeAll(async () => {
  const sheet = await sharp("models/lenet-digits/samples/digits.png")
    .toColourspace("b-w")
    .toBuffer();
  const blank = { width, height, channels: 3 as const, background: "white" };
  await sharp({ create: blank })
    .composite([{ input: sheet, tile: true, gravity: "northwest" }])
    .removeAlpha()
    .toColourspace("b-w")
    .png({ compressionLevel: 1 })
    .toFile(path);
  image = openedImage.parse(await (await post("/images/path", { path })).json());
});
afterAll(() => api.close());

describe("a large image", () => {
  it("is opened by its header, with the levels of its pyramid", () => {
    expect(image).toMatchObject({ width, height, pages: 1, name: "long 中.png" });
    expect(image.pyramid).toEqual({ tile: 512, levels: 7 });
  });

  it("is prepared once, and says how far it is", async () => {
    const told = await stream(await post(`/images/${image.id}/prepare`, {}));
    expect(told.at(-1)).toEqual({ type: "prepared" });
    const done = told.flatMap((event) => (event.type === "progress" ? [event.progress] : []));
    expect(done.at(-1)).toMatchObject({ phase: "convert" });
    expect(done.at(-1)?.done).toBe(done.at(-1)?.total);
  });

  it("is looked at in tiles, which end with the image", async () => {
    const sizeOf = async (route: string): Promise<[number, number]> => {
      const response = await call(`/images/${image.id}/tiles/${route}`);
      expect(response.headers.get("content-type")).toMatch(/^image\//);
      const { width: w, height: h } = await sharp(await response.arrayBuffer()).metadata();
      return [w, h];
    };
    expect(await sizeOf("0/0/0")).toEqual([512, 512]);
    expect(await sizeOf("0/39/1")).toEqual([width - 39 * 512, height - 512]);
    expect(await sizeOf("6/0/0")).toEqual([Math.ceil(width / 64), Math.ceil(height / 64)]);
    expect(await code(await call(`/images/${image.id}/tiles/0/40/0`))).toBe("not-found");
    expect(await code(await call(`/images/${image.id}/tiles/9/0/0`))).toBe("not-found");
  });

  it("gives its own pixels in regions", async () => {
    const route = `/images/${image.id}/region?x=19000&y=100&width=28&height=28`;
    const found = await sharp(await (await call(route)).arrayBuffer())
      .toColourspace("b-w")
      .raw()
      .toBuffer();
    const area = { left: 19000, top: 100, width: 28, height: 28 };
    expect(found).toEqual(
      await sharp(path).extract(area).removeAlpha().toColourspace("b-w").raw().toBuffer(),
    );
    const outside = `/images/${image.id}/region?x=19990&y=0&width=28&height=28`;
    expect(await code(await call(outside))).toBe("not-found");
  });

  it("is run part by part, the map first", async () => {
    events = await stream(
      await post("/analyses", { image: image.id, model: "lenet-digits", memory: 250e6 }),
    );
    const types = events.map(({ type }) => type).filter((type) => type !== "progress");
    expect(types.slice(0, 3)).toEqual(["started", "map", "cells"]);
    expect(types.at(-1)).toBe("result");
    const [map] = events.flatMap((event) => (event.type === "map" ? [event] : []));
    analysis = map?.analysis ?? "";
    expect(map?.layer?.tile).toBe(256);
    const parts = events.flatMap((event) => (event.type === "cells" ? [event] : []));
    const [last] = events.slice(-1);
    if (last?.type !== "result") throw new Error("no result");
    const { result } = last;
    expect(parts.length).toBe(result.tiles.count);
    const cells = parts.reduce((sum, { area }) => sum + area.rows * area.columns, 0);
    expect(cells).toBe(result.map.rows * result.map.columns);
    expect(result.timings.fcn?.runs).toBe(1);
    expect(result.timings.convert).toBeGreaterThan(0);
    expect(result.image.path).toBe("long 中.png");
    expect(result.detections.length).toBeGreaterThan(1000);
  });

  it("has a heat-map in tiles, the highest score of each four cells on the next level", async () => {
    const plane = async (route: string): Promise<Float32Array> =>
      new Float32Array(await (await call(`/analyses/${analysis}/heat/${route}`)).arrayBuffer());
    const fine = await plane("0/0/3?shown=objects");
    expect(fine.length).toBe(170 * 256);
    const coarse = await plane("1/0/1?shown=objects");
    expect(coarse.length).toBe(85 * 256);
    const of = (row: number, column: number): number => fine[row * 256 + column] ?? NaN;
    for (const [row, column] of [
      [0, 0],
      [40, 100],
      [84, 127],
    ] as const)
      expect(coarse[row * 256 + 128 + column]).toBe(
        Math.max(
          of(2 * row, 2 * column),
          of(2 * row, 2 * column + 1),
          of(2 * row + 1, 2 * column),
          of(2 * row + 1, 2 * column + 1),
        ),
      );
    expect(await code(await call(`/analyses/${analysis}/heat/0/0/3?shown=-1`))).toBe(
      "invalid-request",
    );
    expect(await code(await call(`/analyses/${analysis}/heat/0/0/99?shown=1`))).toBe("not-found");
    expect(await code(await call(`/analyses/${analysis}/map`))).toBe("image-too-large");
  });

  it("asks the classifier about any cell", async () => {
    const cell = (await (await call(`/analyses/${analysis}/cells/100/4900`)).json()) as {
      maxAbsDiff: number;
    };
    expect(cell.maxAbsDiff).toBeLessThanOrEqual(1e-4);
  });

  it("is exported as a download, folders as a zip", async () => {
    const csv = await call(`/analyses/${analysis}/exports/csv`);
    expect(csv.headers.get("content-disposition")).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent("long 中.detections.csv")}`,
    );
    expect((await csv.text()).split("\n").length).toBeGreaterThan(1000);
    const zip = await call(`/analyses/${analysis}/exports/zarr`);
    expect(zip.headers.get("content-disposition")).toContain(".map.ome.zarr.zip");
    expect(
      Buffer.from(await zip.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
    expect(await code(await call(`/analyses/${analysis}/exports/none`))).toBe("invalid-request");
  });
});
