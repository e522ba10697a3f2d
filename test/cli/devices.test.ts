import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { analysis } from "../../src-core/contract/analysis.ts";
import { benchmark } from "../../src-core/contract/benchmark.ts";
import { baseOf, deviceId, deviceReport, isHalf } from "../../src-core/contract/devices.ts";
import { fullconv, lines } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";

describe("fullconv devices", () => {
  it("tells of every device whether it is here, and if not why", async () => {
    const { status, stdout } = await fullconv(["devices", "--json"]);
    expect(status).toBe(0);
    const reports = z.array(deviceReport).parse(JSON.parse(stdout));
    // Half precision is told of only where the device itself is used.
    const used = new Set(reports.filter((one) => one.present && !one.reason).map(({ id }) => id));
    expect(reports.map(({ id }) => id)).toEqual(
      deviceId.options.filter((id) => !isHalf(id) || used.has(baseOf(id))),
    );
    expect(reports[0]).toMatchObject({ id: "cpu", present: true, reason: null });
    expect(reports[0]?.name).not.toBe("");
    for (const { present, reason } of reports) if (!present) expect(reason).toMatch(/\S+ \S+/);
    const told = lines((await fullconv(["devices"])).stdout);
    expect(told[0]).toMatch(/^cpu: .+ GiB \(onnxruntime\)$/);
    expect(told.filter((line) => !line.startsWith(" "))).toHaveLength(reports.length);
  });
});

const tensorflow = resolve(".cache/tensorflow");

describe.skipIf(!existsSync(join(tensorflow, "built")))("TensorFlow's native library", () => {
  it("is the one that --device tfjs takes, after its test", async () => {
    const image = "models/lenet-digits/samples/digits.png";
    const args = ["analyze", image, "--model", "lenet-digits", "--device", "tfjs", "--json"];
    const { status, stdout } = await fullconv(args, ".", { FULLCONV_TENSORFLOW: tensorflow });
    expect(status).toBe(0);
    const { device } = analysis.parse(JSON.parse(stdout));
    expect(device).toMatchObject({ engine: "tfjs", requested: "tfjs", reason: "requested" });
    expect(device.name).toMatch(/^TensorFlow on /);
  });
});

describe("fullconv bench", () => {
  it("measures, prints, writes, and overwrites nothing", async () => {
    const out = join(temporaryFolder(), "figures");
    const args = [
      "bench",
      "--devices",
      "cpu",
      "--sizes",
      "64",
      "--models",
      "lenet-digits,alexnet-cells", // whose window has no room there
      "--rounds",
      "2",
      "--budget",
      "100ms",
      "--out",
      out,
    ];
    const { status, stdout } = await fullconv([...args, "--json"]);
    expect(status).toBe(0);
    const result = benchmark.parse(JSON.parse(stdout));
    expect(JSON.parse(readFileSync(join(out, "fullconv-bench.json"), "utf8"))).toEqual(result);
    const [row] = result.rows;
    expect(result.rows).toHaveLength(1);
    expect(row).toMatchObject({ model: "lenet-digits", width: 64, height: 64, device: "cpu" });
    expect(row?.againstCpu).toEqual({ maxAbsDiff: 0, argmaxAgreement: 1 });
    expect(row?.equality.argmaxAgreement).toBe(1);
    expect(row?.pass.min).toBeLessThanOrEqual(row?.pass.max ?? NaN);
    const text = readFileSync(join(out, "fullconv-bench.md"), "utf8");
    expect(text).toContain("| lenet-digits | 64×64 | cpu |");
    const again = await fullconv(args);
    expect(again.status).not.toBe(0);
    expect(lines(again.stderr)).toEqual([expect.stringContaining("fullconv-bench.json")]);
    expect((await fullconv([...args, "--overwrite"])).stdout).toContain("| lenet-digits |");
  });

  it("refuses what is not there before it measures", async () => {
    const out = join(temporaryFolder(), "nothing");
    const wrong = await fullconv(["bench", "--devices", "nvidia", "--out", out]);
    expect(wrong.status).toBe(2);
    expect(lines(wrong.stderr)).toEqual([
      expect.stringMatching(/^device nvidia is unknown: choose one of auto, cpu/),
    ]);
    expect(existsSync(out)).toBe(false);
  });
});
