import { describe, expect, it } from "vitest";
import { convolutionalize } from "../../../src-core/network/surgery/convolutionalize.ts";
import type { ModelProto, NodeProto, TensorProto } from "../../../src-core/network/onnx/model.ts";
import { makeModel, readModel, writeModel } from "../../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../../src-core/network/onnx/value-info.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { dimensions, floatTensor } from "../../../src-core/network/onnx/tensor.ts";
import { floatsOf } from "../../../src-core/network/onnx/tensor-values.ts";

const network = (
  node: NodeProto[],
  initializer: TensorProto[],
  image: (number | string)[] = ["batch", 1, 2, 2],
): ModelProto =>
  makeModel(
    {
      name: "test",
      input: [makeValueInfo("image", image)],
      output: [makeValueInfo("scores", ["batch", 1])],
      node,
      initializer,
    },
    { irVersion: 8n, opset: 17 },
  );

/** One dense unit on a 2×2 window: 1·a + 2·b + 3·c + 4·d. */
const dense = (): ModelProto =>
  network(
    [
      makeNode("Flatten", "flatten", ["image"], ["flat"], { axis: 1 }),
      makeNode("MatMul", "dense", ["flat", "weights"], ["scores"]),
    ],
    [floatTensor("weights", [4, 1], Float32Array.of(1, 2, 3, 4))],
  );

describe("convolutionalize", () => {
  it("turns a dense layer into a convolution as large as its input", () => {
    const { model, window, vertical, horizontal, layers } = convolutionalize(dense());
    expect(model.graph?.node.map(({ opType }) => opType)).toEqual(["Conv"]);
    const [kernel] = model.graph?.initializer ?? [];
    if (!kernel) throw new Error("no kernel");
    expect(dimensions(kernel)).toEqual([1, 1, 2, 2]);
    expect([...floatsOf(kernel)]).toEqual([1, 2, 3, 4]);
    expect(window).toEqual({ width: 2, height: 2 });
    expect([vertical, horizontal]).toMatchObject([
      { size: 2, jump: 1, offset: 0 },
      { size: 2, jump: 1, offset: 0 },
    ]);
    expect(layers[0]).toMatchObject({
      operator: "Conv",
      was: "MatMul",
      parameters: 4,
      flopsPerCell: 8,
    });
  });

  it("writes what it reads", () => {
    const bytes = writeModel(convolutionalize(dense()).model);
    expect(writeModel(readModel(bytes))).toEqual(bytes);
  });

  it("reads weights from a Buffer at any offset", () => {
    const bytes = writeModel(dense());
    for (const shift of [0, 1, 2, 3]) {
      const file = Buffer.concat([Buffer.alloc(shift), bytes]).subarray(shift);
      const [kernel] = convolutionalize(readModel(file)).model.graph?.initializer ?? [];
      expect(kernel && [...floatsOf(kernel)]).toEqual([1, 2, 3, 4]);
    }
  });

  it("does not touch the original", () => {
    const original = dense();
    const before = writeModel(original);
    convolutionalize(original);
    expect(writeModel(original)).toEqual(before);
  });

  it("refuses an operator without a rule, naming node and shapes", () => {
    const model = network([makeNode("LSTM", "memory", ["image"], ["scores"])], []);
    expect(() => convolutionalize(model)).toThrow('LSTM "memory" (N×1×2×2 float32)');
  });

  it("refuses weights that do not fit", () => {
    const model = network(
      [
        makeNode("Flatten", "flatten", ["image"], ["flat"]),
        makeNode("Gemm", "dense", ["flat", "weights"], ["scores"]),
      ],
      [floatTensor("weights", [3, 1], Float32Array.of(1, 2, 3))],
    );
    expect(() => convolutionalize(model)).toThrow(
      "its weights are 3×1 and read 3 values, its input has 4",
    );
  });

  it("asks for the window where the file leaves it open", () => {
    const model = network(dense().graph?.node ?? [], dense().graph?.initializer ?? [], [
      "batch",
      1,
      "height",
      "width",
    ]);
    expect(() => convolutionalize(model)).toThrow("say the window's size");
    expect(convolutionalize(model, { window: { width: 2, height: 2 } }).classes).toBe(1);
  });

  it("refuses bytes that are no model", () => {
    expect(() => readModel(new Uint8Array())).toThrow("not an ONNX model (0 bytes)");
    expect(() => readModel(Uint8Array.of(255, 255, 255))).toThrow("not an ONNX model (3 bytes)");
  });
});
