/** @file A batch that is gone on with: only where it would give what it gave before. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Ended } from "../support/cli.ts";
import { fullconv, lines } from "../support/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng } from "../support/mosaic.ts";
import { onnxFile, withWeightsApart } from "../support/own-models.ts";
import { sha256Of } from "../../src-main/analysis/source.ts";

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
    ...{ width: 28, height: 28, color: "gray", scale: 1 / 255, mean: [0], std: [1] },
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
