/** @file What an operator's rule sees of the walk: its node, its inputs, and where its results go. */
import { UnsupportedOperator } from "./errors.ts";
import type { AttributeValue, NodeProto, TensorProto } from "./onnx.ts";
import { makeNode } from "./onnx.ts";
import { floatTensor } from "./tensor.ts";
import type { Value } from "./value.ts";
import { describe } from "./value.ts";

/** One operator with weights or a window: what `inspect`, cost and equality class are made of. */
export interface Layer {
  readonly name: string;
  readonly operator: string;
  /** What it was before the surgery, when that differs (`Gemm`, `MatMul`). */
  readonly was?: string;
  readonly kernel: readonly [height: number, width: number];
  readonly stride: readonly [vertical: number, horizontal: number];
  readonly padded: boolean;
  readonly ceil: boolean;
  readonly parameters: number;
  /** For each cell of the layer's output; a multiply-add counts as two. */
  readonly flopsPerCell: number;
  readonly output: Value;
}

/** What the walk has seen and written so far. */
export interface WalkState {
  readonly opset: number;
  readonly constants: Map<string, TensorProto>;
  readonly values: Map<string, Value>;
  /** Name in the original graph → name in the rewritten one, where they differ. */
  readonly names: Map<string, string>;
  readonly nodes: NodeProto[];
  readonly initializers: Map<string, TensorProto>;
  readonly layers: Layer[];
}

export class Context {
  readonly node: NodeProto;
  private readonly state: WalkState;

  constructor(node: NodeProto, state: WalkState) {
    this.node = node;
    this.state = state;
  }

  get opset(): number {
    return this.state.opset;
  }

  get label(): string {
    return this.node.name || (this.node.output[0] ?? this.node.opType);
  }

  /** The constant tensor at input `index`, or undefined. */
  constant(index: number): TensorProto | undefined {
    return this.state.constants.get(this.node.input[index] ?? "");
  }

  value(index: number): Value | undefined {
    return this.state.values.get(this.node.input[index] ?? "");
  }

  /** The value at input `index`. @throws UnsupportedOperator when it has not one of the forms */
  need(index: number, ...forms: readonly Value["form"][]): Value {
    const value = this.value(index);
    if (value && forms.includes(value.form)) return value;
    return this.refuse(`its input ${index} is ${describe(value)}, ${forms.join(" or ")} is needed`);
  }

  needConstant(index: number, what: string): TensorProto {
    return this.constant(index) ?? this.refuse(`its ${what} must be constant`);
  }

  refuse(why: string): never {
    const shapes = this.node.input.map((_, index) => describe(this.value(index))).join(", ");
    throw new UnsupportedOperator(`${this.node.opType} "${this.label}" (${shapes}): ${why}`);
  }

  name(index: number): string {
    const original = this.node.input[index] ?? "";
    return this.state.names.get(original) ?? original;
  }

  get output(): string {
    return this.node.output[0] ?? "";
  }

  /** A constant that the rewritten graph keeps under its own name. */
  keep(tensor: TensorProto): string {
    this.state.initializers.set(tensor.name, tensor);
    return tensor.name;
  }

  /** A new constant of the rewritten graph, named after the node. */
  add(suffix: string, shape: readonly number[], values: Float32Array): string {
    return this.keep(floatTensor(`${this.output}.${suffix}`, shape, values));
  }

  /** Writes a node with the original's name. */
  emit(
    operator: string,
    input: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): void {
    this.write([makeNode(operator, this.label, input, [this.output], attributes)]);
  }

  write(nodes: readonly NodeProto[]): void {
    this.state.nodes.push(...nodes);
  }

  /** Writes the node as it was, reading the rewritten inputs and the constants it needs. */
  copy(): void {
    const input = this.node.input.map((_, index) => {
      const constant = this.constant(index);
      return constant ? this.keep(constant) : this.name(index);
    });
    this.state.nodes.push({ ...this.node, name: this.label, input, output: [this.output] });
  }

  /** The node vanishes: its output is its first input under another name. */
  vanish(value: Value): void {
    this.state.names.set(this.output, this.name(0));
    this.result(value);
  }

  result(value: Value): void {
    this.state.values.set(this.output, value);
  }

  layer(layer: Omit<Layer, "name">): void {
    this.state.layers.push({ name: this.label, ...layer });
  }
}

/** How one operator is understood and rewritten. */
export type Rule = (context: Context) => void;
