/** @file What an emitter sees of its layer: configuration, inputs, weights, and the graph to write into. */
import type { Message } from "../../messages/template.ts";
import { said } from "../../messages/said.ts";
import type { z } from "zod";
import { InvalidModel, UnsupportedOperator } from "../../network/onnx/errors.ts";
import type { NodeProto } from "../../network/onnx/model.ts";
import type { AttributeValue } from "../../network/onnx/node.ts";
import { floatTensor, integerTensor } from "../../network/onnx/tensor.ts";
import { checked } from "../check.ts";
import type { Graph } from "./graph.ts";
import type { Weight } from "./manifest.ts";
import type { LayerSpec } from "./topology.ts";
import type { TensorLayout } from "./keras-tensor.ts";
import { KerasTensor, shapeText } from "./keras-tensor.ts";
import type { LayerWeights } from "./layer-weights.ts";

/** The model around a layer. */
export interface ModelScope {
  readonly graph: Graph;
  readonly weights: LayerWeights;
  /** Names of the models around, outermost first; the model itself has none. */
  readonly path: readonly string[];
  /** Major version of Keras: 3 changed a definition. */
  readonly keras: number;
}

export class LayerContext {
  readonly scope: ModelScope;
  readonly spec: LayerSpec;
  readonly inputs: readonly KerasTensor[];
  private readonly path: readonly string[];
  private readonly own = new Map<string, NodeProto>();

  constructor(scope: ModelScope, spec: LayerSpec, inputs: readonly KerasTensor[]) {
    this.scope = scope;
    this.spec = spec;
    this.inputs = inputs;
    this.path = [...scope.path, spec.name];
  }

  config<T>(schema: z.ZodType<T>): T {
    return checked(schema, this.spec.config, this.title);
  }

  /** The only input. */
  get input(): KerasTensor {
    const [input] = this.inputs;
    if (!input || this.inputs.length > 1)
      return this.refuse(said("tensorflow.inputs-needed", { inputs: this.inputs.length }));
    return input;
  }

  /** The value's name in `layout`. */
  read(value: KerasTensor, layout: TensorLayout): string {
    return this.scope.graph.read(value, layout);
  }

  /** A node; returns the name of its output. */
  emit(
    operator: string,
    input: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): string {
    const name = `${this.path.join("/")}/${operator}`;
    const node = this.scope.graph.emit(operator, name, input, attributes);
    this.own.set(node.name, node);
    return node.name;
  }

  /** The last node of a layer and its output have the layer's name. */
  finish(value: KerasTensor): KerasTensor {
    const { layout } = value;
    const node = this.own.get(value.names.get(layout) ?? "");
    if (!node) return value;
    node.name = this.scope.graph.unique(this.path.join("/"));
    node.output = [node.name];
    return new KerasTensor(value.shape, layout, node.name);
  }

  floats(label: string, shape: readonly number[], values: () => Float32Array): string {
    return this.scope.graph.constant(`${this.path.join("/")}/${label}`, (name) =>
      floatTensor(name, shape, values()),
    );
  }

  scalar(label: string, value: number): string {
    return this.floats(label, [], () => Float32Array.of(value));
  }

  integers(label: string, values: readonly number[]): string {
    return this.scope.graph.constant(`${this.path.join("/")}/${label}`, (name) =>
      integerTensor(name, [values.length], values),
    );
  }

  /** @throws InvalidModel where no weight has that name, or it has another number of axes */
  weight(part: string, rank?: number): Weight {
    const weight = this.scope.weights.find(this.path, part);
    if (!weight)
      throw new InvalidModel(said("tensorflow.weight-missing", { title: this.title, part }));
    if (rank !== undefined && weight.shape.length !== rank)
      throw new InvalidModel(
        said("tensorflow.shape-axes-needed", {
          title: this.title,
          part,
          shape: shapeText(weight.shape),
          rank,
        }),
      );
    return weight;
  }

  /** A weight of one value per channel, as a constant. */
  vector(part: string, channels: number): string {
    const { shape, values } = this.weight(part, 1);
    if (shape[0] !== channels)
      throw new InvalidModel(
        said("tensorflow.values-channels", {
          title: this.title,
          part,
          values: values.length,
          channels,
        }),
      );
    return this.floats(part, [channels], () => values);
  }

  refuse(why: Message): never {
    throw new UnsupportedOperator(said("tensorflow.at-layer", { title: this.title, why }));
  }

  private get title(): Message {
    return said("tensorflow.layer", { path: this.path.join("/"), kind: this.spec.className });
  }
}
