/** @file Attributes that are allowed but rare: the network stays valid, its meaning changes. */
import { create } from "@bufbuild/protobuf";
import type { GraphProto, ModelProto, NodeProto } from "../../../src-core/network/onnx/model.ts";
import type { AttributeValue } from "../../../src-core/network/onnx/node.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { OperatorSetIdProtoSchema } from "../../../src-core/network/schema/onnx_pb.ts";
import { dimensions } from "../../../src-core/network/onnx/tensor.ts";
import type { Draw } from "./draw.ts";

type Change = (node: NodeProto, draw: Draw, graph: GraphProto) => void;

/** Sets attributes; undefined takes one away. */
function set(node: NodeProto, values: Readonly<Record<string, AttributeValue | undefined>>): void {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const fresh = makeNode("", "", [], [], Object.fromEntries(given)).attribute;
  node.attribute = [...node.attribute.filter(({ name }) => !(name in values)), ...fresh];
}

const pair = (draw: Draw, least: number, most: number): number[] => [
  draw.from(least, most),
  draw.from(least, most),
];
const float = (draw: Draw, centre: number): { float: number } => ({
  float: centre + 2 * draw.number() - 1,
});
const yes = (draw: Draw): number => draw.below(2);

const slide: Change = (node, draw) => {
  const changes: readonly [() => void, ...(() => void)[]] = [
    () => {
      set(node, { strides: pair(draw, 1, 3) });
    },
    () => {
      set(node, { dilations: pair(draw, 1, 2) });
    },
    () => {
      set(node, { pads: [...pair(draw, 0, 2), ...pair(draw, 0, 2)], auto_pad: undefined });
    },
    () => {
      const auto_pad = draw.oneOf("SAME_UPPER", "SAME_LOWER", "VALID");
      set(node, { auto_pad, pads: undefined });
    },
  ];
  draw.oneOf(...changes)();
};

/** A convolution in groups reads fewer channels: its kernels are cut. */
const groups: Change = (node, draw, graph) => {
  const kernel = graph.initializer.find(({ name }) => name === node.input[1]);
  const [filters = 1, channels = 1] = kernel ? dimensions(kernel) : [];
  const fits = [2, 3, 4, 6, 8].filter((count) => filters % count === 0 && channels % count === 0);
  const group = draw.pick(fits);
  if (!kernel || group === undefined) return;
  kernel.dims[1] = BigInt(channels / group);
  kernel.rawData = kernel.rawData.slice(0, kernel.rawData.length / group);
  set(node, { group });
};

const pool: Change = (node, draw, graph) => {
  const changes: readonly [() => void, ...(() => void)[]] = [
    () => {
      slide(node, draw, graph);
    },
    () => {
      set(node, { kernel_shape: pair(draw, 1, 4) });
    },
    () => {
      set(node, { ceil_mode: yes(draw) });
    },
    () => (node.opType = node.opType === "MaxPool" ? "AveragePool" : "MaxPool"),
  ];
  draw.oneOf(...changes)();
  if (node.opType === "AveragePool") set(node, { count_include_pad: yes(draw) });
  else set(node, { count_include_pad: undefined });
};

const activations = [
  ...["Relu", "LeakyRelu", "Elu", "Selu", "Celu", "Sigmoid", "HardSigmoid", "HardSwish", "Tanh"],
  ...["Softplus", "Softsign", "ThresholdedRelu", "Erf", "Exp", "Abs", "Neg", "Sin", "Atan"],
  ...["Shrink", "Mish", "Gelu", "Floor", "Clip", "Identity", "Sign"],
];

const activation: Change = (node, draw) => {
  node.opType = draw.pick(activations) ?? "Relu";
  const has = (...operators: string[]): boolean => operators.includes(node.opType);
  const alpha = has("LeakyRelu", "Elu", "Selu", "Celu", "HardSigmoid", "ThresholdedRelu");
  node.attribute = [];
  set(node, {
    ...(alpha && draw.chance(0.7) ? { alpha: float(draw, 1.2) } : {}),
    ...(has("HardSigmoid") ? { beta: float(draw, 0.5) } : {}),
    ...(has("Selu") ? { gamma: float(draw, 1) } : {}),
    ...(has("Shrink") ? { lambd: float(draw, 1), bias: float(draw, 0) } : {}),
  });
};

const reductions = ["Mean", "Max", "Min", "Sum", "L1", "L2", "SumSquare"];

const changes: Readonly<Record<string, Change>> = {
  Conv: (node, draw, graph) => {
    (draw.chance(0.3) ? groups : slide)(node, draw, graph);
  },
  MaxPool: pool,
  AveragePool: pool,
  Relu: activation,
  Tanh: activation,
  Sigmoid: activation,
  GlobalAveragePool: (node) => (node.opType = "GlobalMaxPool"),
  Gemm: (node, draw) => {
    set(node, { alpha: float(draw, 0), beta: float(draw, 0) });
  },
  BatchNormalization: (node, draw) => {
    set(node, { epsilon: { float: draw.oneOf(0.5, 1e-3, 0) } });
  },
  ReduceMean: (node, draw) => {
    node.opType = `Reduce${draw.pick(reductions) ?? "Max"}`;
    if (draw.chance(0.5)) set(node, { keepdims: yes(draw) });
  },
  LRN: (node, draw) => {
    set(node, { size: draw.from(1, 6), alpha: float(draw, 1), beta: float(draw, 1) });
  },
  Pad: (node, draw) => {
    set(node, { mode: draw.oneOf("constant", "reflect", "edge") });
  },
  Transpose: (node, draw) => {
    const orders = [
      [0, 3, 1, 2],
      [0, 2, 3, 1],
      [0, 2, 1, 3],
      [0, 1, 3, 2],
      [0, 2, 1],
    ];
    set(node, { perm: draw.pick(orders) });
  },
  ...Object.fromEntries(
    ["Concat", "Softmax", "LogSoftmax", "Split", "Flatten", "Gather"].map(
      (name): [string, Change] => [
        name,
        (node, draw) => {
          set(node, { axis: draw.from(-3, 3) });
        },
      ],
    ),
  ),
};

/** Changes one node that can be changed. */
export function unusual(model: ModelProto, draw: Draw): void {
  const { graph } = model;
  if (!graph) return;
  if (draw.chance(0.05)) {
    const version = BigInt(draw.from(7, 23));
    model.opsetImport = [create(OperatorSetIdProtoSchema, { version })];
    return;
  }
  const node = draw.pick(graph.node.filter(({ opType }) => Object.hasOwn(changes, opType)));
  if (node) changes[node.opType]?.(node, draw, graph);
}
