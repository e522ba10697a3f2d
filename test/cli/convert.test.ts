import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { modelSummary } from "../../src-core/contract/api.ts";
import type { ModelProto } from "../../src-core/network/onnx/model.ts";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import { makeNode } from "../../src-core/network/onnx/node.ts";
import { randomClassifier } from "../support/models/classifier.ts";
import { fullconv, lines } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import { zoo } from "../support/zoo/index.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

function ownModel(channels: number): string {
  const model = randomClassifier({
    seed: 3,
    channels,
    window: { width: 16, height: 12 },
    flatten: "Reshape",
    layers: [
      { kind: "Conv", filters: 4, kernel: 3, stride: 1 },
      { kind: "MaxPool", kernel: 2, stride: 2 },
    ],
    dense: [{ units: 5, as: "MatMul" }],
    softmax: true,
    opset: 13,
  });
  if (!model) throw new Error("the plan does not fit");
  const path = at(`Own Model ${channels}.onnx`);
  writeFileSync(path, writeModel(model));
  return path;
}

function zooModel(name: string): ModelProto {
  const network = zoo.find((entry) => entry.name === name);
  if (!network) throw new Error(`${name} is not in the zoo`);
  return network.build();
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

  it("writes a cell for every pixel with stride 1, and refuses where that would not be exact", async () => {
    const { stdout } = await fullconv([
      "convert",
      ownModel(1),
      "-o",
      at("dense.onnx"),
      "--stride",
      "1",
      "--verify",
      "64",
    ]);
    expect(stdout).toContain("stride 1×1, 5 classes");
    expect(stdout).toContain("verified    64 windows");
    writeFileSync(at("padded.onnx"), writeModel(zooModel("vgg")));
    const refused = await fullconv([
      "convert",
      at("padded.onnx"),
      "-o",
      at("none.onnx"),
      "--stride",
      "1",
    ]);
    expect(refused.status).toBe(2);
    expect(lines(refused.stderr)).toEqual([
      expect.stringContaining("stride 1 is exact only where"),
    ]);
    expect(existsSync(at("none.onnx"))).toBe(false);
  });

  it("offers the true receptive field of a network with ceil-mode pools, and is exact with it", async () => {
    writeFileSync(at("rnet.onnx"), writeModel(zooModel("rnet")));
    const first = await fullconv(["convert", at("rnet.onnx"), "-o", at("rnet-24.onnx")]);
    expect(first.stdout).toContain("equality    ceil: MaxPool");
    expect(first.stdout).toContain("exact with  --window 25x25");
    const exact = ["--window", "25x25", "--verify", "100"];
    const second = await fullconv(["convert", at("rnet.onnx"), "-o", at("rnet-25.onnx"), ...exact]);
    expect(second.stdout).toContain("equality    exact");
    expect(second.stdout).toContain("same best class in 100.00 %");
  });

  it("says so where it could not check, since no image has so many channels", async () => {
    const out = ["-o", at("channels.onnx")];
    const { status, stdout } = await fullconv(["convert", ownModel(4), ...out]);
    expect(status).toBe(0);
    expect(stdout).toContain(
      "not checked: only networks of 1 and 3 channels are, this one reads 4",
    );
  });

  it("says which cells of the file's map are windows, where there may be others behind them", async () => {
    writeFileSync(at("ceil-idle.onnx"), writeModel(zooModel("ceil-idle")));
    const call = ["convert", at("ceil-idle.onnx"), "-o", at("ceil-idle-out.onnx")];
    const { stdout } = await fullconv(call);
    expect(stdout).toMatch(
      /windows +of an image of W×H the first ⌊\(W − \d+\) \/ \d+⌋ \+ 1 columns/,
    );
    const overhang = "test/fixtures/overhang.onnx";
    const padded = await fullconv(["convert", overhang, "-o", at("pads-out.onnx")]);
    expect(padded.stdout).toContain("rows behind them reach out of the image, as analyze tells");
    const plain = await fullconv(["convert", ownModel(1), "-o", at("plain.onnx")]);
    expect(plain.stdout).not.toContain("windows");
  });

  it("does not call equal what gives no number to compare", async () => {
    const model = zooModel("lenet");
    const { graph } = model;
    const [output] = graph?.output ?? [];
    const last = graph?.node.find(({ output: names }) => names.includes(output?.name ?? ""));
    if (!graph || !output || !last) throw new Error("the network has no output");
    const all = graph.node.map((node) => (node === last ? { ...node, output: ["before"] } : node));
    const minus = ["Abs", "Neg", "Log"].map((operator, index, names) =>
      makeNode(
        operator,
        operator,
        [index === 0 ? "before" : `to${index}`],
        [index === names.length - 1 ? output.name : `to${index + 1}`],
      ),
    );
    writeFileSync(
      at("nan.onnx"),
      writeModel({ ...model, graph: { ...graph, node: [...all, ...minus] } }),
    );
    const { status, stdout } = await fullconv([
      "convert",
      at("nan.onnx"),
      "-o",
      at("nan-out.onnx"),
      "--verify",
      "16",
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain("not checked: on noise every score is NaN or infinity");
    expect(stdout).toContain("same best class in 0.00 %");
    expect(stdout).toContain(
      "no score could be compared; the network itself gives NaN at 16 of 16 cells",
    );
  });

  it("leaves nothing behind when the file is no model", async () => {
    writeFileSync(at("text.onnx"), "text");
    const { status, stderr } = await fullconv(["convert", at("text.onnx"), "-o", at("none.onnx")]);
    expect(status).toBe(2);
    expect(lines(stderr)).toEqual([expect.stringContaining("not an ONNX model (4 bytes)")]);
    expect(existsSync(at("none.onnx"))).toBe(false);
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
    expect(table.stdout).toContain("separate windows cost less than the pass");
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
