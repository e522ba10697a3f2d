import { describe, expect, it } from "vitest";
import type { ModelProto, NodeProto } from "../../../src-core/network/onnx/model.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { canonicalModel } from "../../../src-core/network/reading/canonical-model.ts";
import { wasDouble } from "../../../src-core/network/reading/single-precision.ts";
import { floatTensor } from "../../../src-core/network/onnx/tensor.ts";
import { call, makeFunction, weights, written } from "../../support/models/written-otherwise.ts";

const relu = (from: string, to: string): NodeProto => makeNode("Relu", to, [from], [to]);
const told = ({ graph }: ModelProto): string[] =>
  (graph?.node ?? []).map(
    ({ opType, input, output }) => `${output.join()} = ${opType}(${input.join()})`,
  );
const refusal = (model: ModelProto) => (): unknown => canonicalModel(model);

describe("nodes", () => {
  it("that are in order are left alone, object and all", () => {
    const model = written([relu("image", "a"), relu("a", "scores")], []);
    expect(canonicalModel(model)).toBe(model);
  });

  it("are put behind what they read, and stay in their order else", () => {
    const model = written([relu("b", "scores"), relu("image", "a"), relu("a", "b")], []);
    expect(told(canonicalModel(model))).toEqual([
      "a = Relu(image)",
      "b = Relu(a)",
      "scores = Relu(b)",
    ]);
  });

  it("may be a long chain that is written backwards", () => {
    const chain = Array.from({ length: 15_000 }, (_, i) => relu(`n${i}`, `n${i + 1}`)).reverse();
    const { graph } = canonicalModel(written([...chain, relu("image", "n0")], []));
    expect(graph?.node[0]?.input).toEqual(["image"]);
    expect(graph?.node.at(-1)?.output).toEqual(["n15000"]);
  });

  it("that wait for each other are named, in one line", () => {
    const nodes = [relu("b", "a"), relu("a\n", "b"), relu("a", "a\n"), relu("image", "scores")];
    expect(refusal(written(nodes, []))).toThrow(
      /^3 nodes wait for each other in a circle: Relu "a", Relu "b", Relu "a\\n"; no order/,
    );
    expect(refusal(written([relu("scores", "scores")], []))).toThrow("1 node reads its own result");
  });
});

describe("functions", () => {
  const twice = makeFunction({
    name: "Twice",
    input: ["x"],
    output: ["y"],
    node: [relu("x", "inner"), relu("inner", "y")],
  });

  it("have names of their own at each call", () => {
    const model = written(
      [call("Twice", ["image"], ["Twice.1/inner"]), call("Twice", ["Twice.1/inner"], ["scores"])],
      [],
      {
        functions: [twice],
      },
    );
    expect(told(canonicalModel(model))).toEqual([
      "Twice.1/inner_ = Relu(image)",
      "Twice.1/inner = Relu(Twice.1/inner_)",
      "Twice.2/inner = Relu(Twice.1/inner)",
      "scores = Relu(Twice.2/inner)",
    ]);
  });

  it("that give an input back, or one result twice, copy it", () => {
    const odd = makeFunction({
      name: "Odd",
      input: ["x"],
      output: ["x", "y", "y"],
      node: [relu("x", "y")],
    });
    const model = written([call("Odd", ["image"], ["a", "b", "scores"])], [], { functions: [odd] });
    expect(told(canonicalModel(model))).toEqual([
      "b = Relu(image)",
      "a = Identity(image)",
      "scores = Identity(b)",
    ]);
  });

  it("of an older operator set are written as the model's", () => {
    const old = makeFunction({
      name: "Old",
      input: ["x"],
      output: ["y"],
      opset: 10,
      node: [
        makeNode("Clip", "c", ["x"], ["c"], { min: { float: 0.25 }, max: { float: 2 } }),
        makeNode("Unsqueeze", "u", ["c"], ["u"], { axes: [1] }),
        makeNode("Dropout", "d", ["u"], ["y"], { ratio: { float: 0.5 } }),
      ],
    });
    const { graph } = canonicalModel(
      written([call("Old", ["image"], ["scores"])], [], { functions: [old] }),
    );
    expect(
      graph?.node.map(({ opType, input, attribute }) => [opType, input.length, attribute.length]),
    ).toEqual([
      ["Constant", 0, 1],
      ["Constant", 0, 1],
      ["Clip", 3, 0],
      ["Constant", 0, 1],
      ["Unsqueeze", 2, 0],
      ["Dropout", 1, 0],
    ]);
  });

  it("of a set in which an operator means something else are refused", () => {
    const old = makeFunction({
      name: "Old",
      input: ["x"],
      output: ["y"],
      opset: 11,
      node: [makeNode("Softmax", "s", ["x"], ["y"])],
    });
    expect(
      refusal(written([call("Old", ["image"], ["scores"])], [], { functions: [old] })),
    ).toThrow(
      "its function of operator set 11 holds Softmax, which is another in the model's own set 17",
    );
  });

  it("that call themselves, or multiply, are refused", () => {
    const self = makeFunction({
      name: "Self",
      input: ["x"],
      output: ["y"],
      node: [call("Self", ["x"], ["y"])],
    });
    expect(
      refusal(written([call("Self", ["image"], ["scores"])], [], { functions: [self] })),
    ).toThrow('its function "Self" calls itself');
    const levels = Array.from({ length: 40 }, (_, level) =>
      makeFunction({
        name: `F${level}`,
        input: ["x"],
        output: ["y"],
        node:
          level === 0
            ? [relu("x", "y")]
            : [call(`F${level - 1}`, ["x"], ["t"]), call(`F${level - 1}`, ["t"], ["y"])],
      }),
    );
    expect(
      refusal(written([call("F39", ["image"], ["scores"])], [], { functions: levels })),
    ).toThrow("make more than 20000 nodes");
  });
});

describe("doubles", () => {
  it("that only lengths are computed with are no reason to say anything", () => {
    const nodes = [
      makeNode("Shape", "s", ["image"], ["s"]),
      makeNode("Cast", "wide", ["s"], ["wide"], { to: 11 }),
      makeNode("Mul", "m", ["wide", "half"], ["m"]),
      makeNode("Cast", "whole", ["m"], ["whole"], { to: 7 }),
      makeNode("Expand", "e", ["image", "whole"], ["scores"]),
    ];
    const model = canonicalModel(written(nodes, [weights("half", [1], 11)]));
    expect(model.graph?.initializer[0]?.dataType).toBe(1);
    expect(wasDouble(model)).toBe(false);
  });

  it("that pixels are computed with are told of, once", () => {
    const nodes = [
      makeNode("Cast", "wide", ["image"], ["wide"], { to: 11 }),
      makeNode("Mul", "m", ["wide", "half"], ["scores"]),
    ];
    const model = canonicalModel(written(nodes, [weights("half", [1], 11)]));
    expect(wasDouble(model)).toBe(true);
    expect(canonicalModel(model)).toBe(model);
  });
});

describe("constants that are not read", () => {
  it("are named where they are sparse", () => {
    const model = written([relu("image", "scores")], []);
    const values = floatTensor("thin\u001b[2J", [1], Float32Array.of(1));
    const sparse = { $typeName: "onnx.SparseTensorProto" as const, values, dims: [4n] };
    model.graph?.sparseInitializer.push(sparse);
    expect(refusal(model)).toThrow('constant "thin\\x1b[2J" is stored as a sparse tensor');
  });
});
