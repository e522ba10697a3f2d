/** @file What the window's page on why it works asks for: a network's layers, and where pass and windows differ. */
import { afterAll, expect, it } from "vitest";
import type { CellDifferences } from "../../src-core/contract/lesson/differences.ts";
import type { JobEvent } from "../../src-core/contract/api.ts";
import { cellScores, errorResponse, jobEvent, openedImage } from "../../src-core/contract/api.ts";
import type { NetworkLayers } from "../../src-core/contract/lesson/layers.ts";
import { networkLayers } from "../../src-core/contract/lesson/layers.ts";
import { LocalPictures } from "../../src-main/analysis/pictures.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { createApi } from "../../src-main/api/api.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";

const api = createApi({
  analyst: new Workbench(onnxruntime, "models"),
  pictures: new LocalPictures(),
});
afterAll(() => api.close());

const call = (path: string, init?: RequestInit): Promise<Response> =>
  api.fetch(new Request(`http://app/api${path}`, init));
const post = (path: string, body: unknown): Promise<Response> =>
  call(path, { method: "POST", body: JSON.stringify(body) });
const layersOf = async (model: string, query = ""): Promise<NetworkLayers> =>
  networkLayers.parse(await (await call(`/models/${model}/layers${query}`)).json());
const messageOf = async (response: Response): Promise<string> =>
  errorResponse.parse(await response.json()).error.message;
const lastOf = async (response: Response): Promise<JobEvent> => {
  const lines = (await response.text()).trimEnd().split("\n");
  return jobEvent.parse(JSON.parse(lines.at(-1) ?? ""));
};

async function analysed(model: string): Promise<string> {
  const image = openedImage.parse(await (await post("/images/sample", { model })).json());
  const last = await lastOf(await post("/analyses", { image: image.id, model, runs: 1 }));
  if (last.type !== "result") throw new Error(JSON.stringify(last));
  return last.analysis;
}

async function differencesOf(analysis: string, budget: number): Promise<CellDifferences> {
  const last = await lastOf(await post(`/analyses/${analysis}/differences`, { budget }));
  if (last.type !== "differences") throw new Error(JSON.stringify(last));
  return last.differences;
}

it("tells LeNet's layers: 28 pixels, a stride of 4, dense layers that became convolutions", async () => {
  const { window, stride, layers, hasWindows, flops } = await layersOf("lenet-digits");
  expect([window, stride, hasWindows]).toEqual([{ width: 28, height: 28 }, { x: 4, y: 4 }, true]);
  // Worked out by hand: 28 → conv 5 → 24 → pool 2 → 12 → conv 5 → 8 → pool 2 → 4 → dense on 4×4 → 1.
  const told = layers?.map(({ operator, was, kernel, cellsOfWindow, field, jump }) => [
    operator,
    was,
    kernel.width,
    cellsOfWindow.columns,
    field.width,
    jump.x,
  ]);
  expect(told).toEqual([
    ["Conv", null, 5, 24, 5, 1],
    ["MaxPool", null, 2, 12, 6, 2],
    ["Conv", null, 5, 8, 14, 2],
    ["MaxPool", null, 2, 4, 16, 4],
    ["Conv", "Gemm", 4, 1, 28, 4],
    ["Conv", "Gemm", 1, 1, 28, 4],
  ]);
  expect(layers?.reduce((sum, layer) => sum + layer.flopsOfWindow, 0)).toBe(flops?.window);
});

it("tells what each layer makes of an image's size", async () => {
  const { layers, image } = await layersOf("lenet-digits", "?width=280&height=128");
  expect(image).toEqual({ width: 280, height: 128 });
  expect(layers?.map(({ cells }) => `${cells.columns}×${cells.rows}`)).toEqual([
    "276×124",
    "138×62",
    "134×58",
    "67×29",
    "64×26",
    "64×26",
  ]);
});

it("tells AlexNet's growing field, up to its window of 115 pixels", async () => {
  const { layers } = await layersOf("alexnet-cells");
  const fields = layers?.map(({ field }) => field.width);
  // By hand, of kernels 7/2, 3/2, 5, 3/2, 3, 3, 3, 3/2, 2 (LRN and 1×1 see no farther).
  expect(fields).toEqual([7, 7, 11, 27, 27, 35, 51, 67, 83, 99, 115, 115, 115]);
  expect(layers?.at(-3)).toMatchObject({ was: "Gemm", kernel: { width: 2, height: 2 } });
});

it("refuses sizes that are none, and images smaller than the window", async () => {
  expect(await messageOf(await call("/models/lenet-digits/layers?width=0&height=9"))).toContain(
    "width",
  );
  expect(await messageOf(await call("/models/lenet-digits/layers?width=28"))).toContain("height");
  expect(await messageOf(await call("/models/lenet-digits/layers?width=20&height=300"))).toMatch(
    /^window 28×28 is larger than the image 20×300/,
  );
  expect((await call("/models/nothing-here/layers")).status).toBe(404);
});

it("an exact network differs nowhere by more than rounding", async () => {
  const { rows, columns, maxAbsDiff, rounding } = await differencesOf(
    await analysed("lenet-digits"),
    2000,
  );
  expect(maxAbsDiff.length).toBe(rows.length * columns.length);
  expect(rounding).toBeLessThanOrEqual(1e-3);
  for (const difference of maxAbsDiff) expect(difference).toBeLessThanOrEqual(rounding);
});

it("each difference is the one that the cell itself tells, however few fit the budget", async () => {
  const analysis = await analysed("alexnet-cells");
  const { rows, columns, maxAbsDiff } = await differencesOf(analysis, 1);
  for (const at of [0, maxAbsDiff.length - 1]) {
    const [row, column] = [rows[Math.floor(at / columns.length)], columns[at % columns.length]];
    const cell = await call(`/analyses/${analysis}/cells/${row}/${column}`);
    const alone = cellScores.parse(await cell.json()).maxAbsDiff;
    expect(maxAbsDiff[at]).toBeCloseTo(alone ?? NaN, 6);
  }
});

it("where no window stands behind a cell there is nothing to compare", async () => {
  const analysis = await analysed("ssd-cells");
  const last = await lastOf(await post(`/analyses/${analysis}/differences`, {}));
  if (last.type !== "failed") throw new Error(last.type);
  expect(last.error.message).toContain("no dense twin");
});
