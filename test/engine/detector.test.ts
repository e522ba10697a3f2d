/** @file ssd-cells in one piece, in tiles, on both engines: the same boxes, each once. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { LabelledDetection } from "../../src-core/contract/analysis.ts";
import { randomNumbers } from "../../src-core/random.ts";
import { Library } from "../../src-main/analysis/library.ts";
import { unattended } from "../../src-main/analysis/job.ts";
import { passNetwork } from "../../src-main/analysis/sessions.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { openTfjs } from "../../src-main/engine/tfjs.ts";
import { encodePng } from "../../src-main/image/encode.ts";
import { heldMap } from "../support/held-map.ts";
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

describe("ssd-cells", () => {
  const bench = new Workbench(onnxruntime, "models");
  const path = join(temporaryFolder(), "smear.png");
  const wanted = { path, model: "ssd-cells", device: "cpu", runs: 1 };
  const data = smear();
  beforeAll(async () => {
    writeFileSync(path, await encodePng({ data, width, height, channels: 3 }));
  });

  it("finds in tiles what it finds in one piece, each object once", async () => {
    const whole = await bench.pass({ ...wanted, memory: 10 ** 9 }, unattended);
    const tiled = await bench.pass({ ...wanted, memory: 24 * 2 ** 20, scales: [1] }, unattended);
    expect(whole.result.tiles.count).toBe(1);
    expect(tiled.result.tiles.count).toBeGreaterThan(3);
    expect(whole.result.detections.length).toBeGreaterThan(15);
    const [one, other] = [whole, tiled].map(({ result }) => result.detections.map(place).sort());
    expect(other).toEqual(one);
    const [map, same] = [heldMap(whole), heldMap(tiled)];
    let difference = 0;
    for (const [index, score] of map.data.entries())
      difference = Math.max(difference, Math.abs(score - (same.data[index] ?? NaN)));
    expect(difference).toBeLessThanOrEqual(1e-4);
  });

  it("has no twin to be compared with, and says why", async () => {
    const { result } = await bench.pass(wanted, unattended);
    await expect(bench.baseline({ ...wanted, budget: 1000 }, result, unattended)).rejects.toThrow(
      "ssd-cells has no dense twin",
    );
  });

  it("gives the same numbers on TensorFlow.js", async () => {
    const model = await new Library("models").get({ model: "ssd-cells" });
    const network = passNetwork(model, 3);
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
    expect(outputs).toHaveLength(4);
    for (const [index, output] of outputs.entries()) {
      const other = index === 0 ? own : own?.further?.[index - 1];
      const largest = Math.max(1, ...(output?.data ?? []).map(Math.abs));
      expect(other?.data.length).toBe(output?.data.length);
      for (const [at, number] of (output?.data ?? []).entries())
        expect(Math.abs(number - (other?.data[at] ?? NaN))).toBeLessThanOrEqual(1e-4 * largest);
    }
  });
});
