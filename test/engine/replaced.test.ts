/** @file A model's files, or an image's, are replaced while the app has them: by another process, or by hand. */
import { copyFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { temporaryFolder } from "../support/folder.ts";
import { onnxFile } from "../support/models/own-models.ts";

const folder = temporaryFolder();
const [file, own] = [join(folder, "net.onnx"), join(folder, "own")];
const path = "models/lenet-digits/samples/digits.png";
const wanted = { path, runs: 1, device: "cpu" };
const bench = (): Workbench => new Workbench(onnxruntime, "models", own);
const anew = "has changed since this was begun: begin anew with the model as it is, or put back";

const keep = (analyst: Workbench, preset: "unit" | "symmetric"): Promise<unknown> =>
  analyst.keep([file], { preset }, { id: "mine", title: "Mine" });

beforeEach(() => {
  rmSync(own, { recursive: true, force: true });
  writeFileSync(file, onnxFile("lenet"));
});

describe("a model that another process removes, and keeps anew under its name", () => {
  it("is not asked for cells of the map of the one before, and runs as it is now", async () => {
    const here = bench();
    const there = bench();
    await keep(there, "unit");
    const request = { ...wanted, model: "mine" };
    const before = await here.pass(request, unattended);
    const held = { ...request, mark: before.mark };
    await there.remove("mine");
    // What is loaded is as good as it was.
    expect((await here.cell(held, 0, 0)).pass).toHaveLength(10);
    await keep(there, "symmetric");
    await expect(here.cell(held, 0, 0)).rejects.toThrow(`model mine: its card ${anew}`);
    await expect(here.pass(held, unattended)).rejects.toThrow(anew);
    const after = await here.pass(request, unattended);
    const fresh = await there.pass(request, unattended);
    expect(after.map?.data).toEqual(fresh.map?.data);
    expect(after.map?.data).not.toEqual(before.map?.data);
  });
});

it("a model's file that is overwritten is another model", async () => {
  const here = bench();
  const request = { ...wanted, model: file, answers: { preset: "unit" } as const };
  const { mark } = await here.pass(request, unattended);
  writeFileSync(file, onnxFile("lenet-tall-window"));
  await expect(here.cell({ ...request, mark }, 0, 0)).rejects.toThrow(`${file}: its file ${anew}`);
  rmSync(file);
});

it("an image that is overwritten after its pass is not compared, and nothing of it is written beside that", async () => {
  const here = bench();
  const image = join(folder, "image.png");
  copyFileSync(path, image);
  const request = { ...wanted, path: image, model: "lenet-digits" };
  const { mark, result } = await here.pass(request, unattended);
  copyFileSync("models/pnet-cells/samples/smear.jpg", image);
  const held = { ...request, mark };
  const told = `${image}: the file has changed since it was opened: open it again`;
  const files = {
    result,
    exports: ["csv"] as const,
    target: join(folder, "out"),
    overwrite: false,
  };
  await expect(here.export({ ...held, ...files }, unattended)).rejects.toThrow(told);
  await expect(here.baseline({ ...held, budget: 100 }, result, unattended)).rejects.toThrow(told);
  await expect(here.cell(held, 0, 0)).rejects.toThrow(told);
  expect(existsSync(join(folder, "out.detections.csv"))).toBe(false);
});
