/** @file One small classifier whose scores come in every arrangement of axes that files have. */
import type { ModelProto, NodeProto, TensorProto } from "../../../src-core/network/onnx/model.ts";
import { makeModel } from "../../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../../src-core/network/onnx/value-info.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { floatTensor, integerTensor } from "../../../src-core/network/onnx/tensor.ts";
import { seeded } from "../random.ts";

export interface OutputForm {
  readonly name: string;
  readonly build: () => ModelProto;
}

type Batch = number | "batch";
type Shape = readonly (number | string)[];

/** Scores N×classes of an 8×7 colour window, and what `nodes` make of them as `scores`. */
function classifier(
  classes: number,
  batch: Batch,
  nodes: readonly NodeProto[],
  shape: Shape,
  constants: readonly TensorProto[] = [],
): ModelProto {
  const uniform = seeded(17);
  const random = (name: string, dims: number[]): TensorProto =>
    floatTensor(
      name,
      dims,
      Float32Array.from(
        { length: dims.reduce((product, length) => product * length, 1) },
        () => uniform() - 0.5,
      ),
    );
  return makeModel(
    {
      name: "form",
      input: [makeValueInfo("image", [batch, 3, 8, 7])],
      output: [makeValueInfo("scores", shape)],
      node: [
        makeNode("Conv", "conv", ["image", "kernel"], ["map"], { kernel_shape: [3, 3] }),
        makeNode("Relu", "relu", ["map"], ["positive"]),
        makeNode("Flatten", "flat", ["positive"], ["vector"], { axis: 1 }),
        makeNode("Gemm", "dense", ["vector", "weights", "bias"], ["logits"]),
        ...nodes,
      ],
      initializer: [
        random("kernel", [4, 3, 3, 3]),
        random("weights", [4 * 6 * 5, classes]),
        random("bias", [classes]),
        ...constants,
      ],
    },
    { irVersion: 8n, opset: 13 },
  );
}

const reshape = (to: readonly number[]): [NodeProto[], TensorProto[]] => [
  [makeNode("Reshape", "form", ["logits", "form.shape"], ["scores"])],
  [integerTensor("form.shape", [to.length], [...to])],
];
const axes = (operator: "Squeeze" | "Unsqueeze", list: number[]): [NodeProto[], TensorProto[]] => [
  [makeNode(operator, "form", ["logits", "form.axes"], ["scores"])],
  [integerTensor("form.axes", [list.length], list)],
];
const turned = [makeNode("Transpose", "form", ["logits"], ["scores"], { perm: [1, 0] })];
/** classes×N×1, and then all in one row: the windows' scores lie apart. */
const interleaved: [NodeProto[], TensorProto[]] = [
  [
    makeNode("Transpose", "turn", ["logits"], ["turned"], { perm: [1, 0] }),
    makeNode("Reshape", "form", ["turned", "form.shape"], ["scores"]),
  ],
  [integerTensor("form.shape", [1], [-1])],
];

const form = (
  name: string,
  classes: number,
  batch: Batch,
  shape: Shape,
  [nodes, constants = []]: readonly [readonly NodeProto[], (readonly TensorProto[])?],
): OutputForm => ({ name, build: () => classifier(classes, batch, nodes, shape, constants) });

const open: readonly OutputForm[] = [
  form("[N]", 1, "batch", ["batch"], axes("Squeeze", [1])),
  form("N×1", 1, "batch", ["batch", 1], [[makeNode("Identity", "form", ["logits"], ["scores"])]]),
  form("C×N", 5, "batch", [5, "batch"], [turned]),
  form("N×C×1×1", 5, "batch", ["batch", 5, 1, 1], axes("Unsqueeze", [2, 3])),
  form("N×1×1×C", 5, "batch", ["batch", 1, 1, 5], axes("Unsqueeze", [1, 2])),
  form("N×1×C", 5, "batch", ["batch", 1, 5], axes("Unsqueeze", [1])),
  form("1×N×C", 5, "batch", [1, "batch", 5], axes("Unsqueeze", [0])),
  form("N×C×1", 5, "batch", ["batch", 5, 1], reshape([0, 5, 1])),
  form("[N·C]", 5, "batch", ["all"], reshape([-1])),
  form("[C·N]", 5, "batch", ["all"], interleaved),
];

const one: readonly OutputForm[] = [
  form("[C] of one window", 5, 1, [5], axes("Squeeze", [0])),
  form("[] of one window", 1, 1, [], axes("Squeeze", [0, 1])),
  form("C×1 of one window", 5, 1, [5, 1], reshape([5, 1])),
  form("1×1×C of one window", 5, 1, [1, 1, 5], reshape([1, 1, 5])),
];

export const outputForms: readonly OutputForm[] = [...open, ...one];
