/** @file The cell models in one piece, in tiles, on both engines: the same boxes, each once; and next to their windows. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { LabelledDetection } from "../../src-core/contract/analysis.ts";
import { randomNumbers } from "../../src-core/random.ts";
import { Library } from "../../src-main/analysis/models/library.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { passNetwork } from "../../src-main/analysis/sessions/sessions.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { openTfjs } from "../../src-main/engine/tfjs.ts";
import { encodePng } from "../../src-main/image/encode.ts";
import { heldMap } from "../support/maps/held-map.ts";
import { temporaryFolder } from "../support/folder.ts";

const [width, height] = [1510, 1130];

/** Discs in the colours of red cells, white cells and platelets on a ground in that of a smear. */
function smear(): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) data.set([190, 180, 185], 3 * pixel);
  const uniform = randomNumbers(5);
  const disc = (radius: number, color: readonly number[]): void => {
    const [cx, cy] = [uniform() * width, uniform() * height];
    for (let y = Math.max(0, Math.ceil(cy - radius)); y < Math.min(height, cy + radius); y++)
      for (let x = Math.max(0, Math.ceil(cx - radius)); x < Math.min(width, cx + radius); x++)
        if (Math.hypot(x - cx, y - cy) < radius) data.set(color, 3 * (y * width + x));
  };
  for (let count = 0; count < 40; count++) disc(50, [175, 115, 125]);
  for (let count = 0; count < 4; count++) disc(90, [110, 70, 170]);
  for (let count = 0; count < 12; count++) disc(19, [140, 100, 180]);
  return data;
}

const place = ({ label, x, y }: LabelledDetection): string =>
  `${label} ${Math.round(x)} ${Math.round(y)}`;

const bench = new Workbench(onnxruntime, "models");
const path = join(temporaryFolder(), "smear.png");
const data = smear();
beforeAll(async () => {
  writeFileSync(path, await encodePng({ data, width, height, channels: 3 }));
});
const wanted = (model: string) => ({ path, model, device: "cpu", runs: 1 });

describe.each([
  { model: "ssd-cells", memory: 24 * 2 ** 20, fewest: 15 },
  { model: "rpn-cells", memory: 24 * 2 ** 20, fewest: 15 },
  { model: "pnet-cells", memory: 8 * 2 ** 20, fewest: 15 },
  { model: "alexnet-cells", memory: 64 * 2 ** 20, fewest: 5 },
])("$model", ({ model, memory, fewest }) => {
  it("finds in tiles what it finds in one piece, each object once", async () => {
    const whole = await bench.pass({ ...wanted(model), memory: 4e9 }, unattended);
    // Asked for by their numbers, the scales are another analysis: nothing that was kept answers it.
    const scales = whole.result.scales?.map(({ scale }) => scale) ?? [1];
    const tiled = await bench.pass({ ...wanted(model), memory, scales }, unattended);
    expect(whole.result.tiles.count).toBe(scales.length);
    expect(tiled.result.tiles.count).toBeGreaterThan(scales.length + 2);
    expect(whole.result.detections.length).toBeGreaterThan(fewest);
    const [one, other] = [whole, tiled].map(({ result }) => result.detections.map(place).sort());
    expect(other).toEqual(one);
    const [map, same] = [heldMap(whole), heldMap(tiled)];
    let difference = 0;
    for (const [index, score] of map.data.entries())
      difference = Math.max(difference, Math.abs(score - (same.data[index] ?? NaN)));
    expect(difference).toBeLessThanOrEqual(1e-4);
  });

  it("gives the same numbers on TensorFlow.js", async () => {
    const network = passNetwork(await new Library("models").get({ model }), 3);
    const size = { width: 322, height: 242 };
    const crop = new Uint8Array(size.width * size.height * 3);
    for (let y = 0; y < size.height; y++)
      crop.set(data.subarray(3 * y * width, 3 * (y * width + size.width)), 3 * y * size.width);
    const pixels = { data: crop, batch: 1, channels: 3 as const, ...size };
    const [right, own] = await Promise.all(
      [onnxruntime, await openTfjs("wasm")].map(async (engine) =>
        (await engine.open(network)).run(pixels),
      ),
    );
    const outputs = [right, ...(right?.further ?? [])];
    expect(own?.further?.length).toBe(right?.further?.length);
    for (const [index, output] of outputs.entries()) {
      const other = index === 0 ? own : own?.further?.[index - 1];
      const numbers = output?.data ?? new Float32Array();
      const largest = numbers.reduce((most, one) => Math.max(most, Math.abs(one)), 1);
      expect(other?.data.length).toBe(numbers.length);
      let difference = 0;
      for (const [at, number] of numbers.entries())
        difference = Math.max(difference, Math.abs(number - (other?.data[at] ?? NaN)));
      expect(difference).toBeLessThanOrEqual(1e-4 * largest);
    }
  });
});

it.each(["ssd-cells", "rpn-cells"])(
  "%s has no twin to be compared with, and says why",
  async (model) => {
    const { result } = await bench.pass(wanted(model), unattended);
    const compared = bench.baseline({ ...wanted(model), budget: 1000 }, result, unattended);
    await expect(compared).rejects.toThrow(`${model} has no dense twin`);
  },
);

it.each(["pnet-cells", "alexnet-cells"])(
  "%s is its classifier on every window that it visits, on every scale",
  async (model) => {
    const request = { ...wanted(model), scales: [0.3, 0.2], threshold: 0.5 };
    const { result } = await bench.pass(request, unattended);
    const compared = await bench.baseline({ ...request, budget: "full" }, result, unattended);
    const cells = result.scales?.map(({ map }) => map.rows * map.columns) ?? [];
    expect(cells).toHaveLength(2);
    expect(compared.timings.window?.positions).toBe(cells.reduce((sum, count) => sum + count, 0));
    const { equality } = compared;
    expect(equality).toMatchObject({ class: "exact", argmaxAgreement: 1 });
    expect(equality?.maxAbsDiff).toBeLessThanOrEqual(1e-5);
  },
);
