/** @file A network that is drawn at random: nodes and weights, and where the last layer's result is. */
import type { NodeProto, TensorProto } from "../../../src-core/network/onnx/model.ts";
import type { AttributeValue } from "../../../src-core/network/onnx/node.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { floatTensor, integerTensor, elementCount } from "../../../src-core/network/onnx/tensor.ts";
import { seeded } from "../random.ts";

export type Attributes = Readonly<Record<string, AttributeValue>>;

export interface Maps {
  readonly name: string;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

export class Builder {
  readonly nodes: NodeProto[] = [];
  readonly initializers: TensorProto[] = [];
  /** What was drawn, for whoever reads of a failure. */
  readonly told: string[] = [];
  private readonly uniform: () => number;
  private count = 0;

  constructor(seed: number) {
    this.uniform = seeded(seed);
  }

  /** A whole number below `count`. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  chance(share: number): boolean {
    return this.uniform() < share;
  }

  pick<T>(...choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  fresh(kind: string): string {
    return `${kind}${++this.count}`;
  }

  op(
    operator: string,
    inputs: string[],
    attributes: Attributes = {},
    kind = operator.toLowerCase(),
  ): string {
    const name = this.fresh(kind);
    this.nodes.push(makeNode(operator, name, inputs, [name], attributes));
    return name;
  }

  /** Random numbers in centre ± spread. */
  random(shape: number[], spread: number, centre = 0): string {
    const name = this.fresh("constant");
    const values = Float32Array.from(
      { length: elementCount(shape) },
      () => centre + spread * (2 * this.uniform() - 1),
    );
    this.initializers.push(floatTensor(name, shape, values));
    return name;
  }

  floats(shape: number[], ...values: number[]): string {
    const name = this.fresh("constant");
    this.initializers.push(floatTensor(name, shape, Float32Array.from(values)));
    return name;
  }

  integers(...values: number[]): string {
    const name = this.fresh("constant");
    this.initializers.push(integerTensor(name, [values.length], values));
    return name;
  }
}
