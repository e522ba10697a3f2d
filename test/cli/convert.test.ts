import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { modelSummary } from "../../src-core/contract/api.ts";
import { writeModel } from "../../src-core/network/onnx.ts";
import { randomClassifier } from "../support/classifier.ts";
import { fullconv, lines } from "../support/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng } from "../support/mosaic.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

function ownModel(channels: number): string {
  const model = randomClassifier({
    ...{ seed: 3, channels, window: { width: 16, height: 12 }, flatten: "Reshape" },
    layers: [
      { kind: "Conv", filters: 4, kernel: 3, stride: 1 },
      { kind: "MaxPool", kernel: 2, stride: 2 },
    ],
    dense: [{ units: 5, as: "MatMul" }],
    ...{ softmax: true, opset: 13 },
  });
  if (!model) throw new Error("the plan does not fit");
  const path = at(`Own Model ${channels}.onnx`);
  writeFileSync(path, writeModel(model));
  return path;
}

describe("fullconv convert", () => {
  it("writes a network that equals the original on random windows, and never over a file", async () => {
    const out = at("out.onnx");
    const call = ["convert", ownModel(3), "-o", out, "--verify", "256"];
    const { status, stdout } = await fullconv(call);
    expect(status).toBe(0);
    expect(stdout).toContain("window 16×12, stride 2×2, 5 classes");
    const [, checked, difference] =
      /verified +(\d+) windows: largest difference (\S+),/.exec(stdout) ?? [];
    expect(checked).toBe("256");
    expect(Number(difference)).toBeLessThanOrEqual(1e-4);
    expect(Number(difference)).toBeGreaterThan(0);
    const written = readFileSync(out);
    const again = await fullconv(call);
    expect(again.status).toBe(2);
    expect(lines(again.stderr)).toEqual([expect.stringContaining("exists and is not overwritten")]);
    expect(readFileSync(out)).toEqual(written);
  });

  it("leaves nothing behind when the file is no model", async () => {
    writeFileSync(at("text.onnx"), "text");
    const { status, stderr } = await fullconv(["convert", at("text.onnx"), "-o", at("none.onnx")]);
    expect(status).toBe(2);
    expect(lines(stderr)).toEqual([expect.stringContaining("not an ONNX model (4 bytes)")]);
    expect(existsSync(at("none.onnx"))).toBe(false);
  });
});

describe("a model of one's own", () => {
  it("needs a card, says what is missing, and then runs", async () => {
    const path = ownModel(1);
    await grayPng(
      at("image.png"),
      new Uint8Array(40 * 30).map((_, i) => i % 256),
      40,
      30,
    );
    const call = ["analyze", at("image.png"), "--model", path, "--json"];
    const refused = await fullconv(call);
    expect(refused.status).toBe(2);
    expect(lines(refused.stderr)).toEqual([expect.stringContaining("has no card")]);
    const input = { width: 16, height: 12, color: "gray", scale: 1 / 255, mean: [0], std: [1] };
    const classes = ["a", "b", "c", "d", "e"];
    const card = {
      input: { ...input, polarity: "light-on-dark" },
      head: { kind: "classifier", classes, activation: "none" },
    };
    writeFileSync(at("card-of-mine.json"), JSON.stringify(card));
    const { status, stdout } = await fullconv([...call, "--card", at("card-of-mine.json")]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      model: { id: "own-model-1", window: { width: 16, height: 12 }, classes },
      equality: { class: "exact", argmaxAgreement: 1 },
    });
    writeFileSync(
      at("wrong.json"),
      JSON.stringify({ ...card, head: { ...card.head, classes: ["a"] } }),
    );
    const wrong = await fullconv([...call, "--card", at("wrong.json")]);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain("the card names 1 classes, the network has 5");
  });
});

describe("fullconv inspect and models", () => {
  it("tells layers, geometry and cost", async () => {
    const { stdout } = await fullconv(["inspect", "lenet-digits", "--size", "280x280", "--json"]);
    const told = JSON.parse(stdout) as {
      layers: { was: string | null; kernel: number[] }[];
      cost: { passFlops: number; windowFlops: number; cells: object };
    };
    expect(told).toMatchObject({
      window: { width: 28, height: 28 },
      stride: { x: 4, y: 4 },
      classes: 11,
    });
    expect(told.cost.cells).toEqual({ columns: 64, rows: 64 });
    expect(told.cost.windowFlops / told.cost.passFlops).toBeGreaterThan(7);
    expect(told.layers.filter(({ was }) => was === "Gemm").map(({ kernel }) => kernel)).toEqual([
      [4, 4],
      [1, 1],
    ]);
    const table = await fullconv(["inspect", ownModel(3), "--size", "100x80"]);
    expect(table.status).toBe(0);
    expect(table.stdout).toContain("window 16×12");
  });

  it("lists the models", async () => {
    const models = modelSummary
      .array()
      .parse(JSON.parse((await fullconv(["models", "--json"])).stdout));
    expect(models.map(({ id }) => id)).toContain("lenet-digits");
    expect((await fullconv(["models"])).stdout).toContain(
      "lenet-digits: LeNet, handwritten digits",
    );
  });
});
