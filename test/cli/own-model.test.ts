/** @file A file of the user's own: what is read off it, what is asked, and what is kept. */
import { mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analysis } from "../../src-core/contract/analysis.ts";
import type { ModelProto } from "../../src-core/network/onnx/model.ts";
import { makeModel, writeModel } from "../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../src-core/network/onnx/value-info.ts";
import { makeNode } from "../../src-core/network/onnx/node.ts";
import { floatTensor } from "../../src-core/network/onnx/tensor.ts";
import { elementTypes } from "../../src-core/network/onnx/element-types.ts";
import { TensorProto_DataLocation as DataLocation } from "../../src-core/network/schema/onnx_pb.ts";
import { fullconv, lines } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng } from "../support/images/mosaic.ts";
import { zoo } from "../support/zoo/index.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const call = (...args: string[]) => fullconv(args, ".", { FULLCONV_HOME: at("home") });

function zooModel(name: string): ModelProto {
  const network = zoo.find((entry) => entry.name === name);
  if (!network) throw new Error(`${name} is not in the zoo`);
  return network.build();
}

async function image(): Promise<string> {
  await grayPng(
    at("image.png"),
    new Uint8Array(60 * 50).map((_, i) => (i * 7919) % 256),
    60,
    50,
  );
  return at("image.png");
}

describe("a file without a card", () => {
  const file = at("My Net.onnx");
  writeFileSync(file, writeModel(zooModel("lenet")));

  it("is asked for its preprocessing, once", async () => {
    const wanted = ["analyze", await image(), "--model", file, "--method", "fcn", "--json"];
    const asked = await call(...wanted);
    expect(asked.status).toBe(2);
    expect(lines(asked.stderr)).toEqual([expect.stringContaining("choose --preset unit")]);
    const told = await call(...wanted, "--preset", "mnist");
    expect(told.status).toBe(0);
    expect(told.stderr).toContain("(pixel · 0.0039");
    expect(told.stderr).toContain("activation");
    expect(readdirSync(at("home/cards"))).toHaveLength(1);
    // Kept under the content: the file may be renamed.
    renameSync(file, at("renamed.onnx"));
    const again = await call("analyze", await image(), "--model", at("renamed.onnx"), "--json");
    expect(again.status).toBe(0);
    expect(again.stderr).toContain("with the card kept in");
    renameSync(at("renamed.onnx"), file);
    const result = analysis.parse(JSON.parse(again.stdout));
    expect(result.model).toMatchObject({ id: "renamed", window: { width: 28, height: 28 } });
    expect(result.equality).toMatchObject({ class: "exact", argmaxAgreement: 1 });
  });

  it("needs only what changes to be answered anew, and is offered the window at which it is exact", async () => {
    writeFileSync(at("rnet.onnx"), writeModel(zooModel("rnet")));
    const wanted = ["analyze", await image(), "--model", at("rnet.onnx"), "--json"];
    const first = await call(...wanted, "--preset", "mtcnn");
    expect(first.stderr).toContain("with --window 25x25 the pass is exact");
    expect(analysis.parse(JSON.parse(first.stdout)).equality?.class).toBe("ceil");
    const second = await call(...wanted, "--window", "25x25");
    expect(second.stderr).toContain("window 25×25, rgb, (pixel · 1 − 127.5");
    const result = analysis.parse(JSON.parse(second.stdout));
    expect(result.equality).toMatchObject({ class: "exact", argmaxAgreement: 1 });
  });

  it("takes its classes from a list, and says when their number is wrong", async () => {
    writeFileSync(at("labels.json"), JSON.stringify(["a", "b"]));
    const wanted = ["analyze", await image(), "--model", file, "--preset", "unit"];
    const { status, stderr } = await call(...wanted, "--labels", at("labels.json"));
    expect(status).toBe(2);
    expect(lines(stderr)).toEqual([
      expect.stringContaining("2 classes are named, the network has 10"),
    ]);
  });

  it("takes a card that is named, and one that lies beside it", async () => {
    const input = { width: 28, height: 28, color: "gray", scale: 1 / 255, mean: [0], std: [1] };
    const classes = Array.from("abcdefghij");
    const card = {
      input: { ...input, polarity: "light-on-dark" },
      head: { kind: "classifier", classes, activation: "none" },
    };
    writeFileSync(at("mine.json"), JSON.stringify(card));
    const wanted = ["analyze", await image(), "--method", "fcn", "--json", "--model"];
    const named = await call(...wanted, file, "--card", at("mine.json"));
    expect(analysis.parse(JSON.parse(named.stdout)).model.classes).toEqual(classes);
    mkdirSync(at("beside"));
    writeFileSync(at("beside/net.onnx"), writeModel(zooModel("lenet")));
    writeFileSync(at("beside/card.json"), JSON.stringify({ ...card, file: "net.onnx" }));
    const beside = await call(...wanted, at("beside/net.onnx"));
    expect(analysis.parse(JSON.parse(beside.stdout)).model.classes).toEqual(classes);
    const head = { ...card.head, classes: ["a"] };
    writeFileSync(at("wrong.json"), JSON.stringify({ ...card, head }));
    const wrong = await call(...wanted, file, "--card", at("wrong.json"));
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain("the card names 1 classes, the network has 10");
  });

  it("takes pixels as they are where its input holds whole numbers, channels last", async () => {
    const weights = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i) / 100);
    const model = makeModel(
      {
        name: "whole",
        input: [makeValueInfo("pixels", ["batch", 4, 3, 1], elementTypes.uint8)],
        output: [makeValueInfo("scores", ["batch", 2])],
        node: [
          makeNode("Cast", "cast", ["pixels"], ["floats"], { to: elementTypes.float32 }),
          makeNode("Transpose", "planes", ["floats"], ["image"], { perm: [0, 3, 1, 2] }),
          makeNode("Flatten", "flatten", ["image"], ["flat"], { axis: 1 }),
          makeNode("MatMul", "dense", ["flat", "weights"], ["scores"]),
        ],
        initializer: [floatTensor("weights", [12, 2], weights)],
      },
      { irVersion: 8n, opset: 17 },
    );
    writeFileSync(at("whole.onnx"), writeModel(model));
    const wanted = ["analyze", await image(), "--model", at("whole.onnx"), "--json"];
    const { stdout, stderr } = await call(...wanted);
    expect(stderr).toContain("window 3×4, gray, (pixel · 1 − 0) / 1");
    const { map, equality } = analysis.parse(JSON.parse(stdout));
    expect(map).toMatchObject({ columns: 58, rows: 47 });
    expect(equality).toMatchObject({ class: "exact", argmaxAgreement: 1 });
    const refused = await call(...wanted, "--preset", "unit");
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("holds whole numbers");
  });

  it("gives a cell for every pixel with --stride 1", async () => {
    const wanted = ["analyze", await image(), "--model", file, "--preset", "unit", "--json"];
    const { stdout } = await call(...wanted, "--stride", "1");
    const result = analysis.parse(JSON.parse(stdout));
    expect(result.map).toMatchObject({ columns: 33, rows: 23, strideX: 1, strideY: 1 });
    expect(result.equality).toMatchObject({ class: "exact", checked: 759, argmaxAgreement: 1 });
    expect(result.equality?.maxAbsDiff).toBeLessThanOrEqual(1e-4);
  });

  it("is refused with node, operator, shapes and reason when it cannot be carried over", async () => {
    const { build } = (await import("../support/zoo/refused/index.ts")).refused[0] ?? {};
    if (!build) throw new Error("no refused network");
    writeFileSync(at("refused.onnx"), writeModel(build()));
    const { status, stderr } = await call("inspect", at("refused.onnx"));
    expect(status).toBe(2);
    expect(lines(stderr)).toHaveLength(1);
    expect(stderr).toMatch(/\w+ "[^"]+" \(N×.*\): .*window/);
  });
});

describe("weights in another file", () => {
  /** The model with its first weights in `location`. */
  function external(location: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
    const model = zooModel("lenet");
    const [first] = model.graph?.initializer ?? [];
    if (!first || !model.graph) throw new Error("the network has no weights");
    mkdirSync(at("external"), { recursive: true });
    writeFileSync(at("external/weights.bin"), first.rawData);
    writeFileSync(at("outside.bin"), first.rawData);
    const entry = (key: string, value: string) => ({
      $typeName: "onnx.StringStringEntryProto" as const,
      key,
      value,
    });
    const there = { ...first, rawData: new Uint8Array(), dataLocation: DataLocation.EXTERNAL };
    const initializer = [
      {
        ...there,
        externalData: Object.entries({ location, offset: "0", ...more }).map(([key, value]) =>
          entry(key, value),
        ),
      },
      ...model.graph.initializer.slice(1),
    ];
    return writeModel({ ...model, graph: { ...model.graph, initializer } });
  }

  const convert = (name: string) =>
    call("convert", at(`external/${name}.onnx`), "-o", at(`${name}.out.onnx`));

  it("are read from the model's own folder", async () => {
    const bytes = external("weights.bin");
    writeFileSync(at("external/good.onnx"), bytes);
    const { status, stdout } = await convert("good");
    expect(status).toBe(0);
    expect(stdout).toContain("10 classes");
  });

  it.each([
    ["above", "../outside.bin"],
    ["absolute", "/etc/hostname"],
    ["missing", "nowhere.bin"],
    ["linked", "link.bin"],
  ])("are not read from anywhere else: %s", async (name, location) => {
    const bytes = external(location);
    if (name === "linked") symlinkSync(at("outside.bin"), at("external/link.bin"));
    writeFileSync(at(`external/${name}.onnx`), bytes);
    const { status, stderr } = await convert(name);
    expect(status).toBe(2);
    expect(lines(stderr)).toEqual([expect.stringContaining(`lie in "${location}"`)]);
  });

  it.each([
    [{ offset: "-4" }, 'its offset is "-4", a number of bytes is needed'],
    [{ offset: "4" }, / are needed of a file of /],
    [{ length: "8" }, /it is said to have 8 bytes there, its shape needs /],
    [{ length: "many" }, 'its length is "many"'],
  ])("are not read where %j does not fit", async (more, told) => {
    writeFileSync(at("external/unfit.onnx"), external("weights.bin", more));
    const { status, stderr } = await convert("unfit");
    expect(status).toBe(2);
    expect(lines(stderr)).toEqual([
      typeof told === "string" ? expect.stringContaining(told) : expect.stringMatching(told),
    ]);
  });
});
