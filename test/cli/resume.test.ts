/** @file A batch that is gone on with: only where it would give what it gave before. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Ended } from "../support/processes/cli.ts";
import { fullconv, lines } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng } from "../support/images/mosaic.ts";
import { onnxFile, withWeightsApart } from "../support/models/own-models.ts";
import { analysis } from "../../src-core/contract/analysis.ts";
import { sha256Of } from "../../src-main/analysis/models/files/source.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const call = (...args: string[]): Promise<Ended> =>
  fullconv(args, ".", { FULLCONV_HOME: at("home") });

const analyze = (out: string, model: string, ...more: string[]): Promise<Ended> =>
  call(
    ...["analyze", at("in"), "--model", at(model), "--method", "fcn", "--out", at(out)],
    ...["--export", "csv", "--json", "--quiet", ...more],
  );

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
const card = (classes: readonly string[] = digits) => ({
  input: {
    width: 28,
    height: 28,
    color: "gray",
    scale: 1 / 255,
    mean: [0],
    std: [1],
    polarity: "auto",
  },
  head: { kind: "classifier", classes, activation: "softmax" },
});
const write = (name: string, value: unknown): void => {
  writeFileSync(at(name), JSON.stringify(value));
};

beforeAll(async () => {
  mkdirSync(at("in"));
  const pixels = Uint8Array.from({ length: 60 * 40 }, (_, index) => (index * 7919) % 256);
  await grayPng(at("in/1.png"), pixels, 60, 40);
  writeFileSync(at("digits.onnx"), onnxFile("lenet"));
});

/** Everything is as it was, and one line says why. */
function expectRefused({ status, stdout, stderr }: Ended, why: string): void {
  expect([status, stdout]).toEqual([2, ""]);
  expect(lines(stderr)).toEqual([expect.stringContaining(why)]);
}

describe("a batch whose model is another one than when it was begun", () => {
  it("is not gone on with after its card was edited", async () => {
    const named = ["--card", at("card-of-it.json")];
    write("card-of-it.json", card());
    expect((await analyze("named", "digits.onnx", ...named)).status).toBe(0);
    expect((await analyze("named", "digits.onnx", ...named, "--resume")).status).toBe(0);
    write("card-of-it.json", card(digits.toReversed()));
    expectRefused(
      await analyze("named", "digits.onnx", ...named, "--resume"),
      "the model's card, or what was answered in its place, has changed",
    );
  });

  it("is not gone on with after the card that lies beside it was edited", async () => {
    mkdirSync(at("beside"));
    copyFileSync(at("digits.onnx"), at("beside/digits.onnx"));
    write("beside/card.json", card());
    expect((await analyze("found", "beside/digits.onnx")).status).toBe(0);
    const halved = card();
    write("beside/card.json", { ...halved, input: { ...halved.input, scale: 1 / 510 } });
    expectRefused(await analyze("found", "beside/digits.onnx", "--resume"), "the model's card");
  });

  it("is not gone on with after other answers were given for it", async () => {
    writeFileSync(at("asked.onnx"), onnxFile("lenet-tall-window"));
    const first = await analyze("answered", "asked.onnx", "--preset", "unit");
    expect(first.status).toBe(0);
    expect((await analyze("kept", "asked.onnx")).status).toBe(0);
    await analyze("other", "asked.onnx", "--preset", "symmetric");
    expectRefused(await analyze("kept", "asked.onnx", "--resume"), "what was answered");
  });

  it("is not gone on with after the weights beside its file were exchanged", async () => {
    const { model, weights } = withWeightsApart("m.bin");
    writeFileSync(at("m.onnx"), model);
    writeFileSync(at("m.bin"), weights);
    write("m.json", card());
    expect((await analyze("apart", "m.onnx", "--card", at("m.json"))).status).toBe(0);
    const others = new Float32Array(Uint8Array.from(weights).buffer).map((value) => -3 * value);
    writeFileSync(at("m.bin"), new Uint8Array(others.buffer));
    expectRefused(
      await analyze("apart", "m.onnx", "--card", at("m.json"), "--resume"),
      "the weights beside the model's file have changed",
    );
  });

  it("is refused where nobody noted then what it was begun with", async () => {
    write("old.json", card());
    const old = (...more: string[]): Promise<Ended> =>
      analyze("old", "digits.onnx", "--card", at("old.json"), ...more);
    await old();
    const journal = at("old/fullconv-batch.ndjson");
    const text = readFileSync(journal, "utf8");
    const before = text.replace(/"(?:weights|card)":"[0-9a-f]{64}",/g, "");
    expect(before.length).toBe(text.length - 74 - 77);
    writeFileSync(journal, before);
    expectRefused(await old("--resume"), "without a note of its card and weights");
    expect(readFileSync(journal, "utf8")).toBe(before);
  });
});

describe("the checksum of a card", () => {
  it("is of the file alone, which is told, or of all files that hold weights", async () => {
    const { model, weights } = withWeightsApart("sum.bin");
    writeFileSync(at("sum.onnx"), model);
    writeFileSync(at("sum.bin"), weights);
    const run = (sha256: string): Promise<Ended> => {
      write("sum.json", { ...card(), sha256 });
      const args = ["--model", at("sum.onnx"), "--card", at("sum.json"), "--method", "fcn"];
      return call("analyze", at("in/1.png"), ...args);
    };
    const ofAll = sha256Of(Buffer.concat([model, weights]));
    const alone = await run(sha256Of(model));
    expect(alone.status).toBe(0);
    expect(alone.stderr).toContain(
      "the card's sha256 is of this file alone: the weights in sum.bin are not checked by it",
    );
    const all = await run(ofAll);
    expect(all.status).toBe(0);
    expect(all.stderr).not.toContain("sha256");
    writeFileSync(at("sum.bin"), Buffer.from(weights).fill(0, 0, 4));
    expectRefused(await run(ofAll), "is not the file of its card");
  });
});

describe("the outputs of a batch that is gone on with", () => {
  const run = (...more: string[]): Promise<Ended> => {
    const model = ["--model", "lenet-digits", "--method", "fcn", "--out", at("three out")];
    return call("analyze", ...more, ...model, "--export", "csv,zarr", "--map", "--json");
  };
  const result = (line: string | undefined) => analysis.parse(JSON.parse(line ?? ""));
  const rows = (): string[] =>
    lines(readFileSync(at("three out/fullconv-batch.csv"), "utf8")).map((line) =>
      line.split(",").slice(0, 2).join(" ").trim(),
    );
  const all = ["image status", "1.png done", "2.png done", "10.png done"];

  beforeAll(async () => {
    mkdirSync(at("three/sub"), { recursive: true });
    for (const name of ["1", "2", "10"]) copyFileSync(at("in/1.png"), at(`three/${name}.png`));
    expect((await run(at("three"))).status).toBe(0);
    expect(rows()).toEqual(all);
  });

  it("are made anew where they are not there any longer, and nothing else is", async () => {
    const before = readFileSync(at("three out/2.detections.csv"), "utf8");
    writeFileSync(at("three out/2.detections.csv"), `${before} `); // kept as it is
    rmSync(at("three out/1.map.npy"));
    writeFileSync(at("three out/10.detections.csv"), "");
    rmSync(at("three out/10.map.ome.zarr/zarr.json"));
    const { status, stdout, stderr } = await run(at("three"), "--resume");
    expect([status, lines(stdout).length]).toEqual([0, 3]);
    expect(lines(stderr)[0]).toBe(
      `${at("three out")}: 2 images are done again, whose outputs are not there any longer: 1.map.npy and 2 more`,
    );
    expect(stderr).toContain("3 of 3 done (1 of them before)");
    for (const line of lines(stdout))
      for (const file of Object.values(result(line).files)) expect(existsSync(file)).toBe(true);
    expect(readFileSync(at("three out/10.detections.csv"), "utf8")).toBe(before);
    expect(readFileSync(at("three out/2.detections.csv"), "utf8")).toBe(`${before} `);
    const again = await run(at("three"), "--resume");
    expect(again.stderr).not.toContain("done again");
  });

  it("have all images of the run in their table, whatever a later call names", async () => {
    const { status, stdout, stderr } = await run(at("three/10.png"), "--resume");
    expect([status, lines(stdout).length]).toEqual([0, 1]);
    expect(stderr).toContain("fullconv-batch.csv: has the 2 images of earlier calls, too");
    expect(rows()).toEqual(all);
  });

  it.skipIf(process.platform === "win32")(
    "tell of an image that is a link to nothing",
    async () => {
      symlinkSync(at("nowhere"), at("three/3.png"));
      const { status, stderr } = await run(at("three"), "--resume");
      expect(status).toBe(1);
      expect(stderr).toContain(`${at("three/3.png")}: cannot be read (ENOENT`);
      expect(stderr).toContain("3 of 4 done (3 of them before), 1 failed, 0 skipped");
      expect(rows()).toEqual([...all.slice(0, 3), "3.png failed", "10.png done"]);
    },
  );
});
