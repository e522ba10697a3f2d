/** @file The nodes of one insertion into a network, written one after the other. */
import type { NodeProto, TensorProto } from "../../../src-core/network/onnx/model.ts";
import type { AttributeValue } from "../../../src-core/network/onnx/node.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { integerTensor, tensorOf } from "../../../src-core/network/onnx/tensor.ts";
import type { Draw } from "./draw.ts";
import type { Known } from "./seeds.ts";

/** Writes the nodes of one insertion: each step's output is what the next one reads. */
export class Steps {
  readonly nodes: NodeProto[] = [];
  readonly constants: TensorProto[] = [];
  readonly known: Known;
  readonly opset: number;
  readonly draw: Draw;
  here: string;
  private readonly prefix: string;

  constructor(source: string, prefix: string, known: Known, opset: number, draw: Draw) {
    this.here = source;
    this.prefix = prefix;
    this.known = known;
    this.opset = opset;
    this.draw = draw;
  }

  private fresh(): string {
    return `${this.prefix}.${this.nodes.length}.${this.constants.length}`;
  }

  integers(...values: readonly number[]): string {
    const name = this.fresh();
    this.constants.push(integerTensor(name, [values.length], values));
    return name;
  }

  /** Random numbers around `centre`, of the tensor's own type. */
  floats(shape: readonly number[], centre = 0): string {
    const name = this.fresh();
    const length = shape.reduce((product, size) => product * size, 1);
    const values = Array.from({ length }, () => centre + this.draw.number() - 0.5);
    this.constants.push(tensorOf(this.known.type, name, shape, values));
    return name;
  }

  add(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): string {
    const name = this.fresh();
    this.nodes.push(makeNode(operator, name, inputs, [name], attributes));
    return name;
  }

  /** A node that reads what is here, then `more`, and goes on from its output. */
  on(
    operator: string,
    more: readonly string[] = [],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): this {
    this.here = this.add(operator, [this.here, ...more], attributes);
    return this;
  }

  /** Axes as an attribute before operator set `since`, as an input from there on. */
  withAxes(operator: string, axes: readonly number[], since: number, more = {}): this {
    return this.opset >= since
      ? this.on(operator, [this.integers(...axes)], more)
      : this.on(operator, [], { ...more, axes });
  }
}
