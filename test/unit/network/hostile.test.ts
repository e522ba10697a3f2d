import { inEnglish } from "../../../src-core/messages/said.ts";
import { describe, expect, it } from "vitest";
import { convolutionalize } from "../../../src-core/network/surgery/convolutionalize.ts";
import { ConstantBudget, mostComputed } from "../../../src-core/network/graph/constant-budget.ts";
import { InvalidModel } from "../../../src-core/network/onnx/errors.ts";
import { pixel, plainSlide, slideOver, merged } from "../../../src-core/network/geometry/axis.ts";
import type { ModelProto, NodeProto, TensorProto } from "../../../src-core/network/onnx/model.ts";
import { makeModel } from "../../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../../src-core/network/onnx/value-info.ts";
import type { AttributeValue } from "../../../src-core/network/onnx/node.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { TensorProto_DataLocation as DataLocation } from "../../../src-core/network/schema/onnx_pb.ts";
import { floatTensor, integerTensor } from "../../../src-core/network/onnx/tensor.ts";
import { floatsOf } from "../../../src-core/network/onnx/tensor-values.ts";

/** Nodes on an image of one channel and 2×2 pixels. */
const network = (node: NodeProto[], initializer: TensorProto[] = []): ModelProto =>
  makeModel(
    {
      name: "test",
      input: [makeValueInfo("image", ["batch", 1, 2, 2])],
      output: [makeValueInfo("scores", ["batch", 1])],
      node,
      initializer,
    },
    { irVersion: 8n, opset: 17 },
  );

const node = (
  operator: string,
  inputs: string[],
  output: string,
  attributes: Readonly<Record<string, AttributeValue>> = {},
): NodeProto => makeNode(operator, output, inputs, [output], attributes);

const weights = (): TensorProto => floatTensor("weights", [4, 1], Float32Array.of(1, 2, 3, 4));

const dense = (source: string): NodeProto[] => [
  node("Flatten", [source], "flat"),
  node("MatMul", ["flat", "weights"], "scores"),
];

const refusal =
  (model: ModelProto): (() => unknown) =>
  () =>
    convolutionalize(model);

describe("a constant that is not what it claims", () => {
  it("is refused before anything of its size is made", () => {
    const claimed = Object.assign(weights(), { dims: [2n ** 29n, 1n] });
    const model = network(dense("image"), [claimed]);
    expect(refusal(model)).toThrow("weights: 4 values stored, 536870912 declared");
    expect(refusal(model)).toThrow(InvalidModel);
  });

  it("is refused where it is the kernel of a convolution, which is only carried along", () => {
    const kernel = floatTensor("kernel", [1, 1, 1, 1], Float32Array.of(1));
    const claimed = Object.assign(kernel, { dims: [2n ** 40n, 1n, 1n, 1n] });
    const model = network([node("Conv", ["image", "kernel"], "scores")], [claimed]);
    expect(refusal(model)).toThrow("kernel: 1 values stored, 1099511627776 declared");
  });

  it("is refused in a Constant node that says its values lie in another file", () => {
    const elsewhere = Object.assign(weights(), { dataLocation: DataLocation.EXTERNAL });
    const constant = node("Constant", [], "weights", { value: { tensor: elsewhere } });
    expect(refusal(network([constant, ...dense("image")]))).toThrow("lie in another file");
  });
});

describe("a constant that is computed", () => {
  const add = (a: string, b: string, sum: string): NodeProto => node("Add", [a, b], sum);

  it("may not be made of many absurdly large ones", () => {
    const shape = integerTensor("shape", [1], [2 ** 22]);
    const zeros = Array.from({ length: 9 }, (_, i) => node("ConstantOfShape", ["shape"], `z${i}`));
    const sums = zeros
      .slice(1)
      .map((_, i) => add(i === 0 ? "z0" : `s${i}`, `z${i + 1}`, `s${i + 1}`));
    const model = network(
      [...zeros, ...sums, add("image", "s8", "sum"), ...dense("sum")],
      [shape, weights()],
    );
    expect(refusal(model)).toThrow(
      /more constants are needed than the file's weights explain \(they are looked at again and again, \d+ of \d+ elements are left to be computed\): export with constant folding$/,
    );
  });

  it("may not be more than a large network's, however large the file is", () => {
    const budget = new ConstantBudget();
    budget.addStored(2 ** 32);
    expect(budget.allows(mostComputed)).toBe(true);
    expect(budget.allows(mostComputed + 1)).toBe(false);
    budget.spend(mostComputed);
    expect(inEnglish(budget.told)).toBe("0 of 536870912 elements are left to be computed");
    budget.addStored(1);
    expect(budget.allows(1)).toBe(false);
  });

  it.each([
    ["Concat", 18, (from: string, to: string) => [node("Concat", [from, from], to, { axis: 0 })]],
    [
      "Expand",
      18,
      (from: string, to: string) => [
        node("Reshape", [from, "row"], `${to}.row`),
        node("Expand", [`${to}.row`, "double"], `${to}.all`),
        node("Reshape", [`${to}.all`, "long"], to),
      ],
    ],
    ["Neg, again and again,", 5000, (from: string, to: string) => [node("Neg", [from], to)]],
  ] as const)("may not grow by %s without end", (_, count, step) => {
    const chain = Array.from({ length: count }, (__, index) =>
      step(index === 0 ? "many" : `s${index}`, `s${index + 1}`),
    ).flat();
    const model = network(
      [
        ...chain,
        node("ReduceSum", [`s${count}`], "sum", { keepdims: 0 }),
        add("image", "sum", "added"),
        ...dense("added"),
      ],
      [
        floatTensor("many", [2000], new Float32Array(2000)),
        ...[integerTensor("long", [1], [-1]), integerTensor("row", [2], [1, -1])],
        integerTensor("double", [2], [2, 1]),
        weights(),
      ],
    );
    expect(refusal(model)).toThrow("more constants are needed than the file's weights explain");
  });

  it("is left alone by a reduction over no axes that says so", () => {
    // Two offsets make two channels of one; their sum would leave it one.
    const offsets = floatTensor("offsets", [1, 2, 1, 1], Float32Array.of(3, 4));
    const both = floatTensor("weights", [8, 1], new Float32Array(8));
    const none = integerTensor("none", [0], []);
    const same = node("ReduceSum", ["offsets", "none"], "same", { noop_with_empty_axes: 1 });
    const model = network(
      [same, add("image", "same", "sum"), ...dense("sum")],
      [offsets, none, both],
    );
    expect(convolutionalize(model).classes).toBe(1);
  });

  it("may be as long as the weights of a large dense layer, where it is one value", () => {
    const deep = (lengths: readonly [number, number][]): ModelProto => {
      const shapes = lengths.map((shape, i) => integerTensor(`shape${i}`, [2], shape));
      const layers = lengths.flatMap((_, i) => [
        node("ConstantOfShape", [`shape${i}`], `weights${i}`, {
          value: { tensor: floatTensor("", [1], Float32Array.of(0.5)) },
        }),
        node("MatMul", [i === 0 ? "flat" : `dense${i}`, `weights${i}`], `dense${i + 1}`),
      ]);
      const last = node("Identity", [`dense${lengths.length}`], "scores");
      return network([node("Flatten", ["image"], "flat"), ...layers, last], shapes);
    };
    const { model, classes } = convolutionalize(
      deep([
        [4, 2048],
        [2048, 2100],
        [2100, 1],
      ]),
    );
    expect(classes).toBe(1);
    const kernel = model.graph?.initializer.find(({ dims }) => dims[0] === 2100n);
    expect(kernel && new Set(floatsOf(kernel))).toEqual(new Set([0.5]));
    expect(refusal(deep([[4, 2 ** 26]]))).toThrow(
      "fills a constant with 268435456 equal values: all such constants together may have 134217728",
    );
  });

  it("is refused where its shape is impossible", () => {
    const halves = floatTensor("halves", [1], Float32Array.of(2.5));
    const filled = node("ConstantOfShape", ["halves"], "filled");
    const model = network(
      [filled, add("image", "filled", "sum"), ...dense("sum")],
      [halves, weights()],
    );
    expect(refusal(model)).toThrow('ConstantOfShape "filled" (constant 1)');
  });
});

describe("a graph that is absurdly large", () => {
  it("is refused where its channels multiply from node to node", () => {
    const times = integerTensor("times", [4], [1, 1000, 1, 1]);
    const tiled = [node("Tile", ["image", "times"], "t1"), node("Tile", ["t1", "times"], "t2")];
    expect(refusal(network([...tiled, ...dense("t2")], [times, weights()]))).toThrow(
      "its result has 1000000 channels, 1 to 262144 are supported",
    );
  });

  it("is refused where it picks the same thousands of channels again and again", () => {
    const times = integerTensor("times", [4], [1, 60_000, 1, 1]);
    const all = integerTensor("all", [60_000], Array<number>(60_000).fill(0));
    const chain = Array.from({ length: 900 }, (_, i) =>
      node("Gather", [`g${i}`, "all"], `g${i + 1}`, { axis: 1 }),
    );
    const nodes = [node("Tile", ["image", "times"], "g0"), ...chain, ...dense("g900")];
    expect(refusal(network(nodes, [times, all, weights()]))).toThrow("more constants are needed");
  });

  it("may have more layers than calls can be nested", () => {
    let axis = pixel;
    for (let layer = 0; layer < 20_000; layer++)
      axis = merged(slideOver(axis, { ...plainSlide(3), pad: 1, padAfter: 1 }), axis) ?? axis;
    expect(axis.count(10)).toBe(10);
    for (let layer = 0; layer < 20_000; layer++) axis = slideOver(axis, plainSlide(2));
    expect(axis.count(20_010)).toBe(10);
  });
});

describe("what is given", () => {
  it("is refused where the window's size is none", () => {
    const model = network(dense("image"), [weights()]);
    for (const width of [0, -1, 1.5, NaN])
      expect(() => convolutionalize(model, { window: { width, height: 2 } })).toThrow(InvalidModel);
  });

  it("is refused where a normalisation has one scale too many", () => {
    const scale = floatTensor("scale", [2], Float32Array.of(1, 1));
    const nodes = [
      node("Flatten", ["image"], "flat"),
      node("MatMul", ["flat", "weights"], "one"),
      node("LayerNormalization", ["one", "scale"], "scores"),
    ];
    expect(refusal(network(nodes, [weights(), scale]))).toThrow("has shape 2 for 1 channels");
  });
});

describe("a convolution", () => {
  it("reads an image as it is: nothing is put before it to order channels that are in order", () => {
    const kernel = (name: string) => floatTensor(name, [1, 1, 1, 1], Float32Array.of(1));
    const nodes = [
      node("Conv", ["image", "first"], "a"),
      node("Conv", ["a", "second"], "b"),
      ...dense("b"),
    ];
    const { graph } = convolutionalize(
      network(nodes, [kernel("first"), kernel("second"), weights()]),
    ).model;
    expect(graph?.node.map(({ opType }) => opType)).toEqual(["Conv", "Conv", "Conv"]);
  });
});

describe("a graph that no exporter writes", () => {
  it("is refused where a node has no operands at all", () => {
    const model = network([node("Sum", [], "nothing"), ...dense("nothing")], [weights()]);
    expect(refusal(model)).toThrow('Sum "nothing" (): it has no operand');
  });

  it("is refused where names are longer than any path of modules", () => {
    const name = "n".repeat(5000);
    const model = network([node("Relu", ["image"], name), ...dense(name)], [weights()]);
    expect(refusal(model)).toThrow("a name of Relu has 5000 characters, more than 4096");
  });

  it("is refused where it has more nodes than any classifier", () => {
    const chain = Array.from({ length: 20_001 }, (_, index) =>
      node("Relu", [index === 0 ? "image" : `relu${index}`], `relu${index + 1}`),
    );
    const model = network([...chain, ...dense("relu20001")], [weights()]);
    expect(refusal(model)).toThrow("the network has 20003 nodes");
  });
});

describe("constants of constants", () => {
  it("take all operands into account, also the third", () => {
    const each = [1, 5, 3].map((value, index) =>
      floatTensor(`c${index}`, [1], Float32Array.of(value)),
    );
    const nodes = [
      node("Max", ["c0", "c2", "c1"], "most"),
      node("Mul", ["image", "most"], "scaled"),
      ...dense("scaled"),
    ];
    const { model } = convolutionalize(network(nodes, [...each, weights()]));
    const factor = model.graph?.initializer.find(({ name }) => name.startsWith("scaled.constant"));
    expect(factor && [...floatsOf(factor)]).toEqual([5]);
  });
});
