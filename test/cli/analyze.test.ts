import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { once } from "node:events";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { analysis } from "../../src-core/contract/analysis.ts";
import { cliScript, fullconv, lines } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import { seeded } from "../support/random.ts";
import { grayPng } from "../support/images/mosaic.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const model = ["--model", "lenet-digits"];
/** A device that this system cannot have. */
const absent = process.platform === "darwin" ? "dml" : "coreml";

beforeAll(async () => {
  const random = seeded(1);
  const noise = (count: number): Uint8Array =>
    Uint8Array.from({ length: count }, () => random() * 256);
  await grayPng(at("good.png"), noise(64 * 48), 64, 48);
  await grayPng(at("small.png"), noise(30 * 20), 30, 20);
  writeFileSync(at("empty.png"), "");
  writeFileSync(at("cut.png"), readFileSync(at("good.png")).subarray(0, 1500));
  writeFileSync(at("text.png"), "this is no image");
  mkdirSync(at("tree/inner 中文 #,%"), { recursive: true });
  await grayPng(at("tree/a.png"), noise(40 * 40), 40, 40);
  await grayPng(at("tree/inner 中文 #,%/é.png"), noise(40 * 40), 40, 40);
  writeFileSync(at("tree/Thumbs.db"), "x");
});

describe("fullconv analyze --json", () => {
  it("prints the document of the contract, whole", async () => {
    const { status, stdout } = await fullconv(["analyze", at("good.png"), ...model, "--json"]);
    expect(status).toBe(0);
    const result = analysis.parse(JSON.parse(stdout));
    expect(result).toMatchObject({
      image: { path: at("good.png"), width: 64, height: 48 },
      model: { id: "lenet-digits", window: { width: 28, height: 28 } },
      device: { engine: "onnxruntime", provider: "cpu", requested: "auto" },
      map: { columns: 10, rows: 6, classes: 11, strideX: 4, strideY: 4 },
      receptiveField: { width: 28, height: 28, offsetX: 0, offsetY: 0 },
      equality: { class: "exact", checked: 60, argmaxAgreement: 1 },
      tiles: { count: 1, width: 64, height: 48, halo: 24 },
      files: {},
    });
    const { fcn, window } = result.timings;
    expect(fcn?.runs).toBe(5);
    expect(window?.positions).toBe(60);
    const run = fcn?.run.median ?? NaN;
    expect(fcn?.total).toBeCloseTo(
      (fcn?.decode ?? 0) + (fcn?.prepare ?? 0) + run + (fcn?.collect ?? 0),
      6,
    );
    // The median of the rounds' ratios, each of which lies between those of the extremes.
    const { batched = NaN, range } = result.speedup ?? {};
    const [one, many] = [fcn?.run, window?.batched];
    expect(batched).toBeGreaterThanOrEqual((many?.min ?? NaN) / (one?.max ?? NaN));
    expect(batched).toBeLessThanOrEqual((many?.max ?? NaN) / (one?.min ?? NaN));
    expect(range?.batched.min).toBeLessThanOrEqual(batched);
    expect(range?.batched.max).toBeGreaterThanOrEqual(batched);
    // 576·20·20 + … by hand: conv 24×24 and 8×8, dense 1024 → 128 → 11 on one window.
    expect(result.flops.window).toBeGreaterThan(result.flops.fcn ?? Infinity);
  });

  it("leaves out what a method does not measure", async () => {
    const call = async (method: string) =>
      analysis.parse(
        JSON.parse(
          (await fullconv(["analyze", at("good.png"), ...model, "--json", "--method", method]))
            .stdout,
        ),
      );
    const [fcn, window] = [await call("fcn"), await call("window")];
    expect(Object.keys(fcn.timings)).toEqual(["fcn"]);
    expect([fcn.equality, fcn.speedup, fcn.flops.window]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(Object.keys(window.timings)).toEqual(["window"]);
    expect([window.equality, window.speedup, window.flops.fcn]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(window.detections).toEqual(fcn.detections);
  });
});

describe("fullconv analyze, files", () => {
  it("writes the map and the overlay, and never over a file that is there", async () => {
    const call = ["analyze", at("good.png"), ...model, "--method", "fcn", "--map", "--overlay"];
    const first = await fullconv([...call, "--out", at("out"), "--json"]);
    expect(first.status).toBe(0);
    const { files } = analysis.parse(JSON.parse(first.stdout));
    expect(files).toEqual({
      overlay: at("out/good.overlay.png"),
      map: at("out/good.map.npy"),
    });
    const { width, height } = await sharp(files.overlay).metadata();
    expect([width, height]).toEqual([64, 48]);
    const map = readFileSync(files.map ?? "");
    expect(map.toString("latin1")).toContain("'shape': (11, 6, 10)");
    const again = await fullconv([...call, "--out", at("out")]);
    expect(again.status).toBe(1);
    expect(lines(again.stderr)).toEqual([expect.stringContaining("exists and is not overwritten")]);
    expect(readFileSync(files.map ?? "")).toEqual(map);
    expect((await fullconv([...call, "--out", at("out"), "--overwrite"])).status).toBe(0);
  });

  it("walks folders, mirrors them, and skips what is no image", async () => {
    const call = [
      "analyze",
      at("tree"),
      ...model,
      "--method",
      "fcn",
      "--map",
      "--out",
      at("mirror"),
    ];
    const { status, stdout, stderr } = await fullconv([...call, "--json"]);
    expect(status).toBe(0);
    expect(lines(stdout).length).toBe(2);
    expect(stderr).toContain("1 files that are no images were skipped");
    expect(existsSync(at("mirror/a.map.npy"))).toBe(true);
    expect(existsSync(at("mirror/inner 中文 #,%/é.map.npy"))).toBe(true);
  });
});

describe("fullconv analyze, errors", () => {
  it("says in one line each what is wrong with an image, and does the others", async () => {
    const names = ["small.png", "empty.png", "cut.png", "text.png", "missing.png", "good.png"];
    const call = ["analyze", ...names.map(at), ...model, "--method", "fcn"];
    const { status, stdout, stderr } = await fullconv([...call, "--json"]);
    expect(status).toBe(1);
    const documents = lines(stdout).map((line) => JSON.parse(line) as { error?: { code: string } });
    expect(documents.map(({ error }) => error?.code)).toEqual([
      ...["image-too-small", "image-unreadable", "image-unreadable"],
      ...["image-unreadable", "image-unreadable", undefined],
    ]);
    const told = lines(stderr);
    expect(told.length).toBe(6);
    for (const [index, name] of names.slice(0, 5).entries())
      expect(told[index]).toContain(at(name));
    expect(told[5]).toMatch(/^1 of 6 done, 5 failed, 0 skipped, /);
    expect(told[0]).toContain("window 28×28 is larger than the image 30×20: pad, upscale");
    expect(told[1]).toContain("the file is empty (0 bytes)");
  });

  it("refuses a call that is wrong with status 2 and one line", async () => {
    writeFileSync(at("corrupt.onnx"), "no model");
    writeFileSync(at("corrupt.json"), "{");
    const good = ["analyze", at("good.png")];
    const calls: [string[], string][] = [
      [[...good, "--model", "nonsense"], "model nonsense is unknown: choose one of alexnet-cells"],
      [[...good, "--model", at("corrupt.onnx")], "not an ONNX model (8 bytes)"],
      [[...good, "--model", at("missing.onnx")], "cannot be read"],
      [good, "required option '--model <id|file.onnx>' not specified"],
      [[...good, ...model, "--nonsense"], "unknown option '--nonsense'"],
      [[...good, ...model, "--method", "guess"], "Allowed choices are fcn, window, both"],
      [[...good, ...model, "--runs", "0"], "0 is not a whole number from 1 on"],
      [[...good, ...model, "--threshold", "2"], "2 is not a number from 0 to 1"],
      [[...good, ...model, "--baseline-budget", "soon"], "soon is not like 10s, 500ms or full"],
      [
        [...good, ...model, "--device", "nvidia"],
        "'nvidia' is invalid. Allowed choices are auto, cpu",
      ],
      [
        [...good, ...model, "--device", absent],
        `device ${absent} cannot be used (${absent}: it needs`,
      ],
      [[...good, ...model, "--stride", "2"], "Allowed choices are native, 1"],
      [["analyze", at("tree/Thumbs.db"), ...model], "is no image that can be read"],
      [["bench", "--budget", "full"], "--budget full would take hours"],
      [["nonsense"], "unknown command 'nonsense'"],
    ];
    for (const [call, message] of calls) {
      const { status, stdout, stderr } = await fullconv(call);
      expect([call.join(" "), stdout]).toEqual([call.join(" "), ""]);
      expect(lines(stderr)).toEqual([expect.stringContaining(message)]);
      expect(status).toBe(message === "is no image that can be read" ? 1 : 2);
    }
  });

  it("ends with 130 when it is interrupted", async () => {
    const [small, big] = [at("small.png"), at("big.png")];
    await grayPng(small, new Uint8Array(40 * 40), 40, 40);
    await grayPng(big, new Uint8Array(1500 * 1500), 1500, 1500);
    const call = ["analyze", small, big, ...model, "--runs", "20", "--baseline-budget", "full"];
    const child = spawn(process.execPath, [cliScript, ...call], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    // Once the first is printed, it is at the second, which would take hours.
    child.stdout.once("data", () => child.kill("SIGINT"));
    const [status] = (await once(child, "exit")) as [number];
    expect(status).toBe(130);
  });
});
