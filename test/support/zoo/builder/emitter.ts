/** @file What a graph is made of: nodes, constants, random weights, and the value that the next layer reads. */
import type {
  ModelProto,
  NodeProto,
  TensorProto,
} from "../../../../src-core/network/onnx/model.ts";
import { makeModel } from "../../../../src-core/network/onnx/model.ts";
import type { AttributeValue } from "../../../../src-core/network/onnx/node.ts";
import { makeNode } from "../../../../src-core/network/onnx/node.ts";
import {
  floatTensor,
  halfTensor,
  integerTensor,
  elementCount,
} from "../../../../src-core/network/onnx/tensor.ts";
import { elementTypes } from "../../../../src-core/network/onnx/element-types.ts";
import type { Size } from "../../../../src-core/size.ts";
import { seeded } from "../../random.ts";
import { irVersion, typedInfo } from "./info.ts";

export interface GraphPlan {
  readonly name: string;
  readonly window: Size;
  readonly channels: number;
  readonly opset?: number;
  readonly seed?: number;
  readonly layout?: "NCHW" | "NHWC";
  readonly type?: "float32" | "float16";
}

/** A tensor of the graph; its shape is that of one item, without the batch. */
export interface Value {
  readonly name: string;
  readonly shape: readonly number[];
}

export type Attributes = Readonly<Record<string, AttributeValue>>;

interface Constant {
  readonly name: string;
  readonly make: () => TensorProto;
}

export class Emitter {
  readonly opset: number;
  type: "float32" | "float16";
  /** The value that the next layer reads. */
  here: Value;
  readonly image: Value;
  readonly nodes: NodeProto[] = [];
  /** Made only when they are written, so that the largest networks need the memory of one tensor. */
  readonly constants: Constant[] = [];
  private readonly counts = new Map<string, number>();
  private nextName: string | undefined;
  private drawn = 0;
  protected readonly plan: GraphPlan;

  constructor(plan: GraphPlan) {
    const { channels, window } = plan;
    this.plan = plan;
    this.opset = plan.opset ?? 17;
    this.type = plan.type ?? "float32";
    const shape =
      plan.layout === "NHWC"
        ? [window.height, window.width, channels]
        : [channels, window.height, window.width];
    this.image = { name: "image", shape };
    this.here = this.image;
  }

  from(value: Value): this {
    this.here = value;
    return this;
  }

  /** Gives the next node this name instead of one that is counted. */
  as(name: string): this {
    this.nextName = name;
    return this;
  }

  /** A name that no node bears yet. */
  fresh(role: string): string {
    if (this.nextName !== undefined) {
      const name = this.nextName;
      this.nextName = undefined;
      return name;
    }
    const count = (this.counts.get(role) ?? 0) + 1;
    this.counts.set(role, count);
    return `${role}${count}`;
  }

  /** Adds a node with one output, which is named after it, and leaves `here` where it was. */
  emit(
    operator: string,
    inputs: readonly string[],
    attributes: Attributes = {},
    name = this.fresh(operator.toLowerCase()),
  ): string {
    this.nodes.push(makeNode(operator, name, inputs, [`${name}.out`], attributes));
    return `${name}.out`;
  }

  /** Adds a node that reads `here`, then `more`; its output, of the same shape unless told, is the new `here`. */
  op(
    operator: string,
    attributes: Attributes = {},
    more: readonly string[] = [],
    shape: readonly number[] = this.here.shape,
    name?: string,
  ): this {
    const output = this.emit(operator, [this.here.name, ...more], attributes, name);
    return this.from({ name: output, shape });
  }

  constant(name: string, make: (name: string) => TensorProto): string {
    this.constants.push({ name, make: () => make(name) });
    return name;
  }

  /** A 1-D int64 constant; a number alone is a scalar. */
  integers(values: readonly number[] | number, name = this.fresh("integers")): string {
    return this.constant(name, () =>
      typeof values === "number"
        ? integerTensor(name, [], [values])
        : integerTensor(name, [values.length], values),
    );
  }

  floats(
    values: readonly number[] | number,
    shape: readonly number[] = typeof values === "number" ? [] : [values.length],
    name = this.fresh("floats"),
  ): string {
    const list = typeof values === "number" ? [values] : values;
    const { type } = this;
    return this.constant(name, () => typedTensor(type, name, shape, Float32Array.from(list)));
  }

  /** Random numbers, uniform in [centre − spread, centre + spread]; `level` filters answer to contrast alone. */
  random(
    name: string,
    shape: readonly number[],
    spread: number,
    { centre = 0, level = false } = {},
  ): string {
    const seed = (this.plan.seed ?? 1) * 7919 + ++this.drawn;
    const { type } = this;
    return this.constant(name, () => {
      const uniform = seeded(seed);
      const values = new Float32Array(elementCount(shape));
      // A loop, for the 38 million of AlexNet's first dense layer.
      for (let i = 0; i < values.length; i++) values[i] = centre + (2 * uniform() - 1) * spread;
      if (level) levelRows(values, values.length / (shape[0] ?? 1));
      return typedTensor(type, name, shape, values);
    });
  }

  /** The model without its constants. */
  frame(): ModelProto {
    const { name, type = "float32" } = this.plan;
    const graph = {
      name,
      input: [typedInfo(this.image.name, ["batch", ...this.image.shape], elementTypes[type])],
      output: [typedInfo(this.here.name, ["batch", ...this.here.shape], elementTypes[this.type])],
      node: this.nodes,
      initializer: [],
    };
    return makeModel(graph, { irVersion: BigInt(irVersion(this.opset)), opset: this.opset });
  }

  finish(): ModelProto {
    const model = this.frame();
    const initializer = this.constants.map(({ make }) => make());
    if (!model.graph) throw new Error("a model without a graph");
    model.graph.initializer = initializer;
    // Before version 4 of the format every constant had to be listed as an input too.
    if (irVersion(this.opset) < 4)
      for (const { name, dims, dataType } of initializer)
        model.graph.input.push(typedInfo(name, dims.map(Number), dataType));
    return model;
  }
}

const typedTensor = (
  type: "float32" | "float16",
  name: string,
  shape: readonly number[],
  values: Float32Array,
): TensorProto =>
  type === "float16" ? halfTensor(name, shape, values) : floatTensor(name, shape, values);

/** Takes the mean from every row of `length` values. */
function levelRows(values: Float32Array, length: number): void {
  for (let start = 0; start < values.length; start += length) {
    const row = values.subarray(start, start + length);
    const mean = row.reduce((sum, value) => sum + value, 0) / length;
    row.forEach((value, i) => (row[i] = value - mean));
  }
}
