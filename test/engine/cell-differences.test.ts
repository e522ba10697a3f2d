import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { bareWindows } from "../support/equality/bare-windows.ts";
import { noisyPicture } from "../support/equality/three-ways.ts";
import { temporaryFolder } from "../support/folder.ts";
import { padded } from "../support/models/padded.ts";
import { seeded } from "../support/random.ts";

const folder = temporaryFolder();

it("where a network pads, each cell differs by what bare windows say", async () => {
  const [width, height] = [21, 19];
  const picture = noisyPicture(width, height, 1, seeded(8));
  const [path, model] = [join(folder, "picture.png"), join(folder, "padded.onnx")];
  writeFileSync(model, writeModel(padded));
  await sharp(picture.data, { raw: { width, height, channels: 1 } })
    .png()
    .toFile(path);
  const answers = { preset: "unit" as const, activation: "none" as const };
  const request = { path, model, scales: [1], answers };
  const bench = new Workbench(onnxruntime, "models");
  const { rows, columns, maxAbsDiff, rounding } = await bench.differences(
    request,
    10_000,
    unattended,
  );
  expect([rows.length, columns.length]).toEqual([12, 14]);
  const pass = await bench.map(request);
  const input = { layout: "NCHW", type: "float32", batch: 1, scale: 1 / 255 } as const;
  const window = { width: 8, height: 8 };
  const cells = { rows: 12, columns: 14, strideX: 1, strideY: 1 };
  const windows = await bareWindows(writeModel(padded), picture, { ...input, window }, cells);
  expect(Math.max(...maxAbsDiff.map((difference) => difference ?? 0))).toBeGreaterThan(rounding);
  const plane = pass.rows * pass.columns;
  for (const [at, difference] of maxAbsDiff.entries()) {
    const [row, column] = [rows[Math.floor(at / columns.length)], columns[at % columns.length]];
    const cell = (row ?? NaN) * pass.columns + (column ?? NaN);
    const apart = [0, 1].map((kind) =>
      Math.abs(
        (pass.data[kind * plane + cell] ?? NaN) - (windows.data[kind * plane + cell] ?? NaN),
      ),
    );
    expect(difference).toBeCloseTo(Math.max(...apart), 5);
  }
});
