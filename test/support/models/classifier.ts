/** @file Random window classifiers for tests: unpadded convolutions and pools, then dense layers. */
import type { ModelProto, NodeProto, TensorProto } from "../../../src-core/network/onnx/model.ts";
import { makeModel } from "../../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../../src-core/network/onnx/value-info.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { floatTensor } from "../../../src-core/network/onnx/tensor.ts";
import { seeded } from "../random.ts";

export interface ClassifierPlan {
  readonly seed: number;
  readonly channels: number;
  readonly window: { readonly width: number; readonly height: number };
  readonly layers: readonly (
    | {
        readonly kind: "Conv";
        readonly filters: number;
        readonly kernel: number;
        readonly stride: number;
      }
    | { readonly kind: "MaxPool" | "AveragePool"; readonly kernel: number; readonly stride: number }
    | { readonly kind: "Relu" | "Tanh" }
  )[];
  readonly dense: readonly {
    readonly units: number;
    readonly as: "Gemm" | "GemmTransposed" | "MatMul";
  }[];
  readonly flatten: "Flatten" | "Reshape";
  readonly softmax: boolean;
  readonly opset: number;
}

/** The network of a plan, or null where a kernel does not fit its input. */
export function randomClassifier(plan: ClassifierPlan): ModelProto | null {
  const random = seeded(plan.seed);
  const node: NodeProto[] = [];
  const initializer: TensorProto[] = [];
  let { width, height } = plan.window;
  let channels = plan.channels;
  let last = "image";
  let count = 0;
  const emit = (operator: string, more: string[] = [], attributes = {}): void => {
    const output = `t${++count}`;
    node.push(makeNode(operator, `${operator}${count}`, [last, ...more], [output], attributes));
    last = output;
  };
  const weights = (name: string, shape: number[], fanIn: number): string => {
    const size = shape.reduce((product, length) => product * length, 1);
    const values = Float32Array.from(
      { length: size },
      () => (random() * 2 - 1) * Math.sqrt(3 / fanIn),
    );
    initializer.push(floatTensor(name, shape, values));
    return name;
  };
  for (const layer of plan.layers) {
    if (!("kernel" in layer)) {
      emit(layer.kind);
      continue;
    }
    const { kernel, stride } = layer;
    if (kernel > width || kernel > height) return null;
    const attributes = { kernel_shape: [kernel, kernel], strides: [stride, stride] };
    if ("filters" in layer) {
      const fanIn = channels * kernel * kernel;
      const shape = [layer.filters, channels, kernel, kernel];
      emit(
        "Conv",
        [weights(`w${count}`, shape, fanIn), weights(`b${count}`, [layer.filters], 10)],
        attributes,
      );
      channels = layer.filters;
    } else {
      emit(layer.kind, [], attributes);
    }
    width = Math.floor((width - kernel) / stride) + 1;
    height = Math.floor((height - kernel) / stride) + 1;
  }
  let length = channels * width * height;
  if (plan.flatten === "Flatten") emit("Flatten", [], { axis: 1 });
  else {
    const shape = floatTensor("shape", [0], new Float32Array());
    initializer.push({ ...shape, dims: [2n], dataType: 7, rawData: int64([-1n, BigInt(length)]) });
    emit("Reshape", ["shape"]);
  }
  for (const { units, as } of plan.dense) {
    if (as === "MatMul") {
      emit("MatMul", [weights(`w${count}`, [length, units], length)]);
      emit("Add", [weights(`b${count}`, [units], 10)]);
    } else {
      const transB = as === "GemmTransposed" ? 1 : 0;
      const shape = transB === 1 ? [units, length] : [length, units];
      emit("Gemm", [weights(`w${count}`, shape, length), weights(`b${count}`, [units], 10)], {
        transB,
      });
    }
    emit("Tanh");
    length = units;
  }
  if (plan.softmax) emit("Softmax", [], { axis: 1 });
  return makeModel(
    {
      name: "classifier",
      input: [
        makeValueInfo("image", ["batch", plan.channels, plan.window.height, plan.window.width]),
      ],
      output: [makeValueInfo(last, ["batch", length])],
      node,
      initializer,
    },
    { irVersion: 8n, opset: plan.opset },
  );
}

const int64 = (values: bigint[]): Uint8Array => new Uint8Array(BigInt64Array.from(values).buffer);
