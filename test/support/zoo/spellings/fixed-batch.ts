/** @file Networks whose file takes a fixed number of windows, with the Reshapes that tracing wrote for that number. */
import type { ModelProto } from "../../../../src-core/network/onnx/model.ts";
import { makeModel } from "../../../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../../../src-core/network/onnx/value-info.ts";
import type { AttributeValue } from "../../../../src-core/network/onnx/node.ts";
import { makeNode } from "../../../../src-core/network/onnx/node.ts";
import {
  integerTensor,
  elementCount,
  floatTensor,
} from "../../../../src-core/network/onnx/tensor.ts";
import { seeded } from "../../random.ts";

type Attributes = Readonly<Record<string, AttributeValue>>;

/** A step: operator, shape or weights as its second input (a list of whole numbers, or a shape to fill at random), attributes. */
type Step = readonly [
  operator: string,
  second?:
    { readonly list: readonly number[] } | { readonly weights: readonly number[] } | undefined,
  attributes?: Attributes,
  weightsFirst?: boolean,
];

export interface FixedBatch {
  readonly name: string;
  readonly batch: number;
  readonly build: () => ModelProto;
}

/** Convolution 3×3 to 4 channels on 3×9×8, which leaves 7×6 places; then the steps, to 3 scores. */
function fixed(name: string, batch: number, steps: readonly Step[]): FixedBatch {
  const build = (): ModelProto => {
    const uniform = seeded(name.length * 31 + batch);
    const random = (tensor: string, shape: readonly number[]) =>
      floatTensor(
        tensor,
        shape,
        Float32Array.from({ length: elementCount(shape) }, () => uniform() - 0.5),
      );
    const initializer = [random("kernel", [4, 3, 3, 3])];
    const node = [
      makeNode("Conv", "conv", ["image", "kernel"], ["c"]),
      makeNode("Relu", "relu", ["c"], ["t0"]),
    ];
    for (const [index, [operator, second, attributes = {}, weightsFirst]] of steps.entries()) {
      const constant = `constant${index}`;
      if (second && "list" in second)
        initializer.push(integerTensor(constant, [second.list.length], second.list));
      else if (second) initializer.push(random(constant, second.weights));
      const input = [`t${index}`, ...(second ? [constant] : [])];
      if (weightsFirst) input.reverse();
      node.push(makeNode(operator, `step${index}`, input, [`t${index + 1}`], attributes));
    }
    return makeModel(
      {
        name,
        input: [makeValueInfo("image", [batch, 3, 9, 8])],
        output: [makeValueInfo(`t${steps.length}`, [])],
        node,
        initializer,
      },
      { irVersion: 8n, opset: 13 },
    );
  };
  return { name, batch, build };
}

const dense: Step = ["Gemm", { weights: [168, 3] }];
const reshape = (...list: number[]): Step => ["Reshape", { list }];

export const fixedBatches: readonly FixedBatch[] = [
  fixed("view-16", 16, [reshape(16, -1), dense]),
  fixed("view-of-all", 16, [reshape(-1), reshape(16, 168), dense]),
  fixed("view-then-mean", 16, [
    reshape(16, 4, 42),
    ["ReduceMean", undefined, { axes: [-1], keepdims: 0 }],
    ["Gemm", { weights: [4, 3] }],
  ]),
  fixed("flatten-from-0", 16, [["Flatten", undefined, { axis: 0 }], reshape(16, 168), dense]),
  fixed("flatten-0-and-1", 5, [reshape(20, 7, 6), reshape(5, 168), dense]),
  fixed("places-as-rows", 4, [
    ["Transpose", undefined, { perm: [0, 2, 3, 1] }],
    reshape(168, 4),
    ["MatMul", { weights: [4, 3] }],
    reshape(4, 42, 3),
    ["ReduceMax", undefined, { axes: [1], keepdims: 0 }],
  ]),
  fixed("copied-length", 16, [reshape(0, -1), dense]),
  fixed("weights-first", 16, [
    reshape(16, -1),
    ["Transpose", undefined, { perm: [1, 0] }],
    ["MatMul", { weights: [3, 168] }, {}, true],
    ["Transpose", undefined, { perm: [1, 0] }],
  ]),
  fixed("vector", 1, [reshape(-1), ["MatMul", { weights: [168, 3] }]]),
  fixed("vector-and-bias", 1, [
    reshape(-1),
    ["Mul", { weights: [168] }],
    ["MatMul", { weights: [168, 3] }],
    ["Add", { weights: [3] }],
  ]),
  fixed("vector-with-its-batch-again", 1, [reshape(-1), ["Unsqueeze", { list: [0] }], dense]),
  fixed("column", 1, [
    reshape(-1, 1),
    ["MatMul", { weights: [3, 168] }, {}, true],
    ["Add", { weights: [3, 1] }],
    reshape(1, 3),
  ]),
  fixed("batch-squeezed", 1, [
    ["Squeeze", { list: [0] }],
    ["ReduceMean", undefined, { axes: [1, 2], keepdims: 0 }],
    ["MatMul", { weights: [4, 3] }],
  ]),
  fixed("matrix-times-vector", 1, [reshape(-1), ["MatMul", { weights: [3, 168] }, {}, true]]),
];
