import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { analysis } from "../../src-core/contract/analysis.ts";
import type { ModelProto } from "../../src-core/network/onnx/model.ts";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import { fullconv, lines } from "../support/processes/cli.ts";
import { zoo } from "../support/zoo/index.ts";
import { temporaryFolder } from "../support/folder.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const call = ["--model", "lenet-digits", "--method", "fcn", "--device", "cpu", "--json", "--quiet"];
const told = "the file has 3 pages: the first one alone is read";

beforeAll(async () => {
  const page = (shade: number) =>
    sharp({ create: { width: 40, height: 32, channels: 3, background: { r: shade, g: 9, b: 9 } } })
      .png()
      .toBuffer();
  mkdirSync(at("scans"));
  const pages = await Promise.all([0, 90, 180].map(page));
  await sharp(pages, { join: { animated: true } })
    .tiff()
    .toFile(at("scans/stack.tif"));
  writeFileSync(at("scans/plain.png"), await page(30));
  const noise = Uint8Array.from({ length: 45 * 41 * 3 }, (_, i) => (i * 7919) % 256);
  await sharp(noise, { raw: { width: 45, height: 41, channels: 3 } }).toFile(at("noise.png"));
});

function zooModel(name: string): ModelProto {
  const network = zoo.find((entry) => entry.name === name);
  if (!network) throw new Error(`${name} is not in the zoo`);
  return network.build();
}

describe("what changes the meaning of a result", () => {
  it("is in the JSON and, also with --quiet, one line on standard error", async () => {
    const { status, stdout, stderr } = await fullconv(["analyze", at("scans/stack.tif"), ...call]);
    expect(status).toBe(0);
    expect(analysis.parse(JSON.parse(stdout)).notices).toEqual([
      { code: "pages-left-out", message: told },
    ]);
    expect(lines(stderr)).toEqual([`${at("scans/stack.tif")}: ${told}`]);
  });

  it("is not there where nothing has to be told", async () => {
    const { stdout, stderr } = await fullconv(["analyze", at("scans/plain.png"), ...call]);
    expect(analysis.parse(JSON.parse(stdout)).notices).toEqual([]);
    expect(stderr).toBe("");
  });

  it("is in the row of a batch, in its table and in the report", async () => {
    const wanted = ["--export", "csv,report", "--out", at("out")];
    const { status, stdout } = await fullconv(["analyze", at("scans"), ...call, ...wanted]);
    expect(status).toBe(0);
    expect(
      lines(stdout).map((line) => analysis.parse(JSON.parse(line)).notices.map(({ code }) => code)),
    ).toEqual([[], ["pages-left-out"]]);
    const [, plain, stack] = lines(readFileSync(at("out/fullconv-batch.csv"), "utf8"));
    expect(plain).toMatch(/^plain\.png,done,40,32,.*,,\r?$/);
    expect(stack).toContain(`pages-left-out: ${told}`);
    expect(readFileSync(at("out/stack.report.html"), "utf8")).toContain(told);
    expect(readFileSync(at("out/plain.report.html"), "utf8")).not.toContain("pages");
  });

  it("is written over no table of somebody else's", async () => {
    mkdirSync(at("taken"));
    writeFileSync(at("taken/fullconv-batch.csv"), "mine");
    const wanted = ["--export", "csv", "--out", at("taken")];
    const { status, stderr } = await fullconv(["analyze", at("scans"), ...call, ...wanted]);
    expect(status).toBe(2);
    expect(stderr).toContain("exists and is not overwritten");
    expect(readFileSync(at("taken/fullconv-batch.csv"), "utf8")).toBe("mine");
  });

  it("says of a network that pads, where nothing measures it, that its cells come near their windows", async () => {
    writeFileSync(at("padded.onnx"), writeModel(zooModel("vgg")));
    const said = ["--preset", "unit", "--color", "rgb", "--activation", "none"];
    const wanted = ["--model", at("padded.onnx"), ...said, "--device", "cpu", "--json", "--quiet"];
    const codes = async (method: string): Promise<string[]> => {
      const image = at("noise.png");
      const { stdout } = await fullconv(["analyze", image, ...wanted, "--method", method]);
      return analysis.parse(JSON.parse(stdout)).notices.map(({ code }) => code);
    };
    expect(await codes("fcn")).toContain("pass-comes-near");
    for (const method of ["both", "window"])
      expect(await codes(method)).not.toContain("pass-comes-near");
  });

  it("says where the pass was run again in part alone, and keeps the time of its whole run", async () => {
    const image = "models/lenet-digits/samples/digits.png";
    // An eighth of a millisecond for a turn of the pass: no machine runs all tiles in it.
    const short = ["--memory", "16MB", "--baseline-budget", "1ms", "--runs", "2"];
    const wanted = ["--model", "lenet-digits", "--device", "cpu", "--json", "--quiet"];
    const { stdout } = await fullconv(["analyze", image, ...wanted, ...short]);
    const { notices, tiles, timings, speedup } = analysis.parse(JSON.parse(stdout));
    expect(notices.map(({ code }) => code)).toEqual(["pass-sampled"]);
    const [, run, all] = /(\d+) of the (\d+) tiles/.exec(notices[0]?.message ?? "") ?? [];
    expect(Number(run)).toBeLessThan(tiles.count);
    expect(Number(all)).toBe(tiles.count);
    expect([timings.fcn?.runs, speedup?.rounds]).toEqual([1, 2]);
  });
});
