import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { TensorProtoSchema } from "../../../src-core/network/schema/onnx_pb.ts";
import {
  halfTensor,
  integerTensor,
  renamed,
  reshapedTensor,
  tensorOf,
} from "../../../src-core/network/onnx/tensor.ts";
import { floatsOf, integersOf, numbersOf } from "../../../src-core/network/onnx/tensor-values.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";

describe("tensors", () => {
  it("come back in every type that numbers can hold", () => {
    for (const type of Object.values(elementTypes)) {
      const tensor = tensorOf(type, "values", [3], [0, 1, 1]);
      expect(Array.from(numbersOf(tensor))).toEqual([0, 1, 1]);
    }
    expect(Array.from(floatsOf(halfTensor("half", [2], [0.1, 65504])))).toEqual([
      expect.closeTo(0.1, 4),
      65504,
    ]);
  });

  it("are read from the typed lists of older exporters", () => {
    const half = { dataType: elementTypes.float16, dims: [2n], int32Data: [0x3c00, 0xc000] };
    expect(Array.from(floatsOf(create(TensorProtoSchema, half)))).toEqual([1, -2]);
    const wide = { dataType: elementTypes.int64, dims: [2n], int64Data: [5n, -1n] };
    const tensor = create(TensorProtoSchema, wide);
    expect(integersOf(tensor)).toEqual([5, -1]);
    // A plain copy would have lost the default of the empty raw data.
    expect(integersOf(renamed(tensor, "other"))).toEqual([5, -1]);
    expect(integersOf(reshapedTensor(tensor, "column", [2, 1]))).toEqual([5, -1]);
  });

  it("hold the largest int64, which stands for as far as it goes", () => {
    expect(integersOf(integerTensor("end", [1], [Number.MAX_SAFE_INTEGER]))[0]).toBeGreaterThan(
      1e15,
    );
    expect(Number(integersOf(tensorOf(elementTypes.int64, "end", [1], [2 ** 63]))[0])).toBe(
      Number.MAX_SAFE_INTEGER,
    );
  });

  it("say what is wrong with them", () => {
    expect(() => tensorOf(elementTypes.float32, "few", [3], [1])).toThrow(
      "1 values for shape 3 = 3",
    );
    const short = { name: "short", dims: [4n], dataType: 1, rawData: new Uint8Array(5) };
    expect(() => numbersOf(create(TensorProtoSchema, short))).toThrow("4 declared");
    const negative = { name: "negative", dims: [-4n], dataType: 1 };
    expect(() => numbersOf(create(TensorProtoSchema, negative))).toThrow("shape -4 is impossible");
    const strange = { name: "strange", dims: [1n], dataType: 8 };
    expect(() => floatsOf(create(TensorProtoSchema, strange))).toThrow("floats are needed");
  });
});
