/** @file What a file's scores still need is found out by looking at them, whatever operator they come from. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, it } from "vitest";
import type { NodeProto } from "../../src-core/network/onnx/model.ts";
import { makeModel, writeModel } from "../../src-core/network/onnx/model.ts";
import { makeNode } from "../../src-core/network/onnx/node.ts";
import { makeValueInfo } from "../../src-core/network/onnx/value-info.ts";
import { floatTensor, integerTensor } from "../../src-core/network/onnx/tensor.ts";
import type { LoadedModel } from "../../src-main/analysis/models/model.ts";
import { loadModelFile } from "../../src-main/analysis/models/model.ts";
import { temporaryFolder } from "../support/folder.ts";
import { seeded } from "../support/random.ts";

const folder = temporaryFolder();

/** Logits of `classes` over 5×5 grey pixels, and what `nodes` make of them as `scores`. */
function file(name: string, classes: number, nodes: readonly NodeProto[], salt = ""): string {
  const uniform = seeded(23);
  const weights = Float32Array.from({ length: 25 * classes }, () => uniform() - 0.5);
  const model = makeModel(
    {
      name: name + salt,
      input: [makeValueInfo("image", ["batch", 1, 5, 5])],
      output: [makeValueInfo("scores", ["batch", classes])],
      node: [
        makeNode("Flatten", "flat", ["image"], ["vector"], { axis: 1 }),
        makeNode("Gemm", "dense", ["vector", "weights"], ["logits"]),
        ...nodes,
      ],
      initializer: [
        floatTensor("weights", [25, classes], weights),
        floatTensor("low", [], Float32Array.of(1e-6)),
        floatTensor("high", [], Float32Array.of(1 - 1e-6)),
        floatTensor("one", [1], Float32Array.of(1)),
        floatTensor("hundred", [1], Float32Array.of(100)),
        integerTensor("last", [1], [-1]),
      ],
    },
    { irVersion: 8n, opset: 13 },
  );
  const path = join(folder, `${name}.onnx`);
  writeFileSync(path, writeModel(model));
  return path;
}

const node = (operator: string, inputs: string[], output: string, attributes = {}): NodeProto =>
  makeNode(operator, output, inputs, [output], attributes);
const softmax = node("Softmax", ["logits"], "shares", { axis: 1 });
const ends: readonly [name: string, classes: number, NodeProto[], activation: string, RegExp][] = [
  [
    "softmax",
    3,
    [node("Softmax", ["logits"], "scores", { axis: 1 })],
    "none",
    /^measured: .* sum to 1:/,
  ],
  [
    "clip",
    3,
    [softmax, node("Clip", ["shares", "low", "high"], "scores")],
    "none",
    /^measured: .* sum to 1:/,
  ],
  [
    "times-one",
    3,
    [softmax, node("Mul", ["shares", "one"], "scores")],
    "none",
    /^measured: .* sum to 1:/,
  ],
  [
    "percent",
    3,
    [softmax, node("Mul", ["shares", "hundred"], "scores")],
    "none",
    /^measured: .* sum to 100:/,
  ],
  [
    "spelled-out-softmax",
    3,
    [
      node("Clip", ["logits", "", "high"], "clipped"),
      node("Exp", ["clipped"], "powers"),
      node("ReduceSum", ["powers", "last"], "sum", { keepdims: 1 }),
      node("Div", ["powers", "sum"], "scores"),
    ],
    "none",
    /^measured: .* sum to 1:/,
  ],
  [
    "spelled-out-sigmoid",
    2,
    [
      node("Neg", ["logits"], "negative"),
      node("Exp", ["negative"], "powers"),
      node("Add", ["powers", "one"], "more"),
      node("Reciprocal", ["more"], "scores"),
    ],
    "none",
    /^measured: .* do not sum to 1: each/,
  ],
  [
    "hard-sigmoid",
    1,
    [node("HardSigmoid", ["logits"], "scores")],
    "none",
    /^measured: .* within 0 and 1: each/,
  ],
  [
    "logits",
    3,
    [node("Identity", ["logits"], "scores")],
    "softmax",
    /^the network ends in Gemm: .*logits of 3/,
  ],
  [
    "logit",
    1,
    [node("Identity", ["logits"], "scores")],
    "sigmoid",
    /^the network ends in Gemm, and/,
  ],
  ["tanh", 2, [node("Tanh", ["logits"], "scores")], "softmax", /^the network ends in Tanh/],
  [
    "log-softmax",
    3,
    [node("LogSoftmax", ["logits"], "scores", { axis: 1 })],
    "softmax",
    /undoes the logarithm$/,
  ],
];

const load = (path: string, answers = {}): Promise<LoadedModel> =>
  loadModelFile(path, undefined, { preset: "unit", ...answers });

/** Without what is told of answers that are remembered. */
const assumed = ({ notices }: LoadedModel): LoadedModel["notices"] =>
  notices.filter(({ code }) => code === "activation-assumed");

it.each(ends)("%s", async (name, classes, nodes, activation, reason) => {
  const path = file(name, classes, nodes);
  const model = await load(path);
  const head = model.card.head;
  expect(head.activation).toBe(activation);
  expect(model.notices.map(({ code }) => code)).toEqual(["activation-assumed"]);
  const why = /^the activation is assumed to be (\w+) \((.*)\): another one/.exec(
    model.notices[0]?.message ?? "",
  );
  expect(why?.[1]).toBe(activation);
  expect(why?.[2]).toMatch(reason);
  // The next time, too, it is nobody's word.
  const again = await loadModelFile(path, undefined, {});
  expect(assumed(again)).toEqual(model.notices);
  // Bare ONNX Runtime on a picture of its own: what is called probabilities is that.
  const session = await InferenceSession.create(path, { logSeverityLevel: 3 });
  const uniform = seeded(99);
  const image = Float32Array.from({ length: 25 }, uniform);
  const scores = (await session.run({ image: new Tensor("float32", image, [1, 1, 5, 5]) }))[
    "scores"
  ];
  const sum = Array.from(scores?.data as Float32Array).reduce((total, score) => total + score, 0);
  const [, said] = / sum to (\d+):/.exec(why?.[2] ?? "") ?? [];
  if (said !== undefined && !why?.[2]?.includes(" not sum"))
    expect(sum).toBeCloseTo(Number(said), 3);
});

it("tells nothing where the user or a card says it, and says who did", async () => {
  const path = file("said", 3, [node("Identity", ["logits"], "scores")], "said");
  const said = await load(path, { activation: "sigmoid" });
  expect(said.notices).toEqual([]);
  expect(said.notes.join()).toContain("activation sigmoid (as it is said)");
  expect(assumed(await loadModelFile(path, undefined, {}))).toEqual([]);
  const other = await loadModelFile(path, undefined, { background: 0 });
  expect(other.notes.join()).toContain("activation sigmoid (as it was said before)");
  expect(assumed(other)).toEqual([]);
  const card = join(folder, "said.json");
  writeFileSync(card, JSON.stringify({ input: said.card.input, head: said.card.head }));
  expect((await loadModelFile(path, card, {})).notices).toEqual([]);
});

it("never takes what was assumed before for somebody's word", async () => {
  const path = file("assumed", 3, [node("Identity", ["logits"], "scores")], "assumed");
  await load(path);
  const other = await loadModelFile(path, undefined, { background: 0 });
  expect(other.notes.join()).toContain("activation softmax (the network ends in Gemm");
  expect(assumed(other)).toHaveLength(1);
});
