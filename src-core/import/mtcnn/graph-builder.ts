/** @file The ONNX graph of one of MTCNN's networks. */
import type { ModelProto, NodeProto, TensorProto } from "../../network/onnx/model.ts";
import { makeModel } from "../../network/onnx/model.ts";
import { makeValueInfo } from "../../network/onnx/value-info.ts";
import { makeNode } from "../../network/onnx/node.ts";
import { floatTensor } from "../../network/onnx/tensor.ts";
import { importedVersion } from "../imported-network.ts";
import type { MtcnnNetwork, MtcnnLayer } from "./networks.ts";
import type { MtcnnWeights } from "./weights.ts";

/** A tensor on the way: `side` is undefined once it is a vector. */
interface Tensor {
  readonly name: string;
  readonly channels: number;
  readonly side?: number;
}

export class GraphBuilder {
  private readonly node: NodeProto[] = [];
  private readonly initializer: TensorProto[] = [];
  private readonly weights: MtcnnWeights;
  private pools = 0;

  constructor(weights: MtcnnWeights) {
    this.weights = weights;
  }

  build({ title, side, layers, heads }: MtcnnNetwork): ModelProto {
    let tip: Tensor = { name: "image", channels: 3, side };
    for (const step of layers) tip = this.step(tip, step);
    const cells = tip.side === undefined ? [] : [1, 1];
    for (const [output, { layer, channels }] of Object.entries(heads)) {
      const { name } = this.weighted(tip, layer, channels, 1, output === "scores" ? layer : output);
      if (output === "scores") this.emit("Softmax", "softmax", [name], output, { axis: 1 });
    }
    const output = Object.entries(heads).map(([name, { channels }]) =>
      makeValueInfo(name, ["batch", channels, ...cells]),
    );
    const input = [makeValueInfo("image", ["batch", 3, side, side])];
    const { node, initializer } = this;
    return makeModel({ name: title, input, output, node, initializer }, importedVersion);
  }

  private step(tip: Tensor, step: MtcnnLayer): Tensor {
    if (step.kind === "pool") return this.pool(tip, step.kernel);
    const kernel = step.kind === "conv" ? step.kernel : undefined;
    const linear = this.weighted(tip, step.layer, step.channels, kernel, step.layer);
    const shape = [step.channels, ...(linear.side === undefined ? [] : [1, 1])];
    const alpha = this.weights.vector(step.alpha, "alpha", step.channels);
    const slope = this.constant(`${step.alpha}/alpha`, shape, alpha);
    this.emit("PRelu", step.alpha, [linear.name, slope], step.alpha);
    return { ...linear, name: step.alpha };
  }

  /** A convolution where the input is spatial and a kernel is given, else a dense layer. */
  private weighted(
    input: Tensor,
    layer: string,
    channels: number,
    kernel: number | undefined,
    output: string,
  ): Tensor {
    const { weights } = this;
    const biases = weights.vector(layer, "biases", channels);
    const bias = this.constant(`${layer}/biases`, [channels], biases);
    const name = `${layer}/weights`;
    if (input.side !== undefined && kernel !== undefined) {
      const values = weights.kernel(layer, kernel, input.channels, channels);
      const filters = this.constant(name, [channels, input.channels, kernel, kernel], values);
      const kernel_shape = [kernel, kernel];
      this.emit("Conv", layer, [input.name, filters, bias], output, { kernel_shape });
      return { name: output, channels, side: input.side - kernel + 1 };
    }
    const side = input.side ?? 1;
    const values = weights.dense(layer, side, input.channels, channels);
    const matrix = this.constant(name, [side * side * input.channels, channels], values);
    let vector = input.name;
    if (input.side !== undefined) {
      vector = "flatten";
      this.emit("Flatten", vector, [input.name], vector, { axis: 1 });
    }
    this.emit("Gemm", layer, [vector, matrix, bias], output);
    return { name: output, channels };
  }

  /** Caffe rounds the size up: the last window of a pool may reach past the border, and sees what is there. */
  private pool(tip: Tensor, kernel: number): Tensor {
    const name = `pool${++this.pools}`;
    this.emit("MaxPool", name, [tip.name], name, {
      kernel_shape: [kernel, kernel],
      strides: [2, 2],
      ceil_mode: 1,
    });
    return { ...tip, name, side: Math.ceil(((tip.side ?? 1) - kernel) / 2) + 1 };
  }

  private emit(
    operator: string,
    name: string,
    input: readonly string[],
    output: string,
    attributes: Readonly<Record<string, number | readonly number[]>> = {},
  ): void {
    this.node.push(makeNode(operator, name, input, [output], attributes));
  }

  private constant(name: string, shape: readonly number[], values: Float32Array): string {
    this.initializer.push(floatTensor(name, shape, values));
    return name;
  }
}
