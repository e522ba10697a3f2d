import { describe, expect, it } from "vitest";
import type { FullyConvolutional } from "../../../src-core/network/surgery/convolutionalize.ts";
import { convolutionalize } from "../../../src-core/network/surgery/convolutionalize.ts";
import {
  breakEvenStride,
  passBytes,
  passFlops,
} from "../../../src-core/network/properties/cost.ts";
import { expectedEquality } from "../../../src-core/network/properties/equality.ts";
import type { AttributeValue } from "../../../src-core/network/onnx/node.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { makeModel } from "../../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../../src-core/network/onnx/value-info.ts";
import { floatTensor } from "../../../src-core/network/onnx/tensor.ts";

/** A first layer on a grey window of 5×5, then one dense unit. */
function network(
  layer: "Conv" | "MaxPool",
  attributes: Record<string, AttributeValue>,
  dense: number,
): FullyConvolutional {
  const kernel = floatTensor("kernel", [2, 1, 3, 3], new Float32Array(18));
  const model = makeModel(
    {
      name: "test",
      input: [makeValueInfo("image", ["batch", 1, 5, 5])],
      output: [makeValueInfo("out", ["batch", 1])],
      node: [
        makeNode(
          layer,
          "first",
          layer === "Conv" ? ["image", "kernel"] : ["image"],
          ["a"],
          attributes,
        ),
        makeNode("Flatten", "flat", ["a"], ["b"]),
        makeNode("MatMul", "dense", ["b", "weights"], ["out"]),
      ],
      initializer: [kernel, floatTensor("weights", [dense, 1], new Float32Array(dense))],
    },
    { irVersion: 8n, opset: 17 },
  );
  return convolutionalize(model);
}

const conv = network("Conv", { kernel_shape: [3, 3] }, 18);

describe("cost", () => {
  it("counts two FLOPs per multiply-add, at every cell of every layer", () => {
    // Conv: 3×3 cells × 2 filters × 9 weights; dense: 18 weights, once.
    expect(passFlops(conv.layers, { width: 5, height: 5 })).toBe(2 * (9 * 2 * 9 + 18));
    // 6×5 pixels: 4×3 cells of the convolution, 2×1 of what was dense.
    expect(passFlops(conv.layers, { width: 6, height: 5 })).toBe(2 * (12 * 2 * 9 + 2 * 18));
  });

  it("tells the two neighbouring layers that need most memory", () => {
    // 5×5 pixels and 2×3×3 values of the convolution, as float32.
    expect(passBytes(conv.layers, { width: 5, height: 5 }, 1)).toBe(4 * (25 + 18));
  });

  it("puts the break-even where a window costs as much as the pass per stride²", () => {
    // 360 FLOPs per window against 36 + 36 per pixel.
    expect(breakEvenStride(conv.layers, { width: 5, height: 5 })).toBeCloseTo(Math.sqrt(5), 1);
  });
});

describe("expectedEquality", () => {
  it("is exact where nothing pads", () => {
    expect(expectedEquality(conv).class).toBe("exact");
  });

  it("is padded as soon as a layer pads, and names it", () => {
    const padded = network("Conv", { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }, 50);
    const { class: kind, reason } = expectedEquality(padded);
    expect(kind).toBe("padded");
    expect(reason).toContain('Conv "first" pads');
  });

  it("is ceil where a last pool reaches out of the window, and tells the true field", () => {
    const pool = { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 };
    const { class: kind, reason } = expectedEquality(network("MaxPool", pool, 9));
    expect(kind).toBe("ceil");
    expect(reason).toContain("a cell depends on 6×6 pixels, the window has 5×5");
  });

  it("stays exact in ceil mode where the pools fit the window", () => {
    const pool = { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 };
    expect(expectedEquality(network("MaxPool", pool, 4)).class).toBe("exact");
  });
});
