/** @file What an operator's rule sees of the walk: its node, its inputs, and where its results go. */
import type { Message, Param } from "../../messages/template.ts";
import { said } from "../../messages/said.ts";
import type { ConstantBudget } from "./constant-budget.ts";
import { mostFilled } from "./constant-budget.ts";
import { UnsupportedOperator } from "../onnx/errors.ts";
import type { NodeProto, TensorProto } from "../onnx/model.ts";
import type { AttributeValue } from "../onnx/node.ts";
import { intAttribute, makeNode } from "../onnx/node.ts";
import { dimensions, tensorOf } from "../onnx/tensor.ts";
import { elementTypes, typeName } from "../onnx/element-types.ts";
import type { PickedPlaces } from "./picked-places.ts";
import type { Value, Operand } from "./value.ts";
import { describe } from "./value.ts";
import { printableName } from "../../printable.ts";
import type { Layer } from "./layer.ts";

/** Places that were picked, and what writes them under a name of the original. */
export interface PendingPlaces extends PickedPlaces {
  readonly settle: (context: Context, name: string, picked: PickedPlaces) => Value;
}

/** What the walk has seen and written so far. */
export interface WalkState {
  /** Operator set of the file. */
  readonly opset: number;
  /** Operator set that is written. */
  readonly targetOpset: number;
  /** Whether strides become dilations. */
  readonly aTrous: boolean;
  readonly window: { readonly width: number; readonly height: number };
  readonly constants: Map<string, TensorProto>;
  /** Constants that were dequantised, with the node that did it. */
  readonly dequantizedBy: Map<string, NodeProto>;
  /** Those of them that the rewritten graph has already. */
  readonly restored: Set<NodeProto>;
  readonly values: Map<string, Value>;
  /** Tensors that are written only when something needs them: see [Note: places that are picked]. */
  readonly picked: Map<string, PendingPlaces>;
  /** Name in the original graph → name in the rewritten one, where they differ. */
  readonly names: Map<string, string>;
  /** All names in use in either graph. */
  readonly usedNames: Set<string>;
  /** How often a name was wanted anew: one node may have thousands of outputs. */
  readonly nameCounts: Map<string, number>;
  readonly nodes: NodeProto[];
  readonly initializers: Map<string, TensorProto>;
  readonly layers: Layer[];
  readonly budget: ConstantBudget;
}

export interface Quantized {
  readonly integers: TensorProto;
  readonly scale: TensorProto;
  readonly zero: TensorProto | undefined;
  /** Along which it has a scale of its own, if it has several. */
  readonly axis: number;
}

const tooMany = (what: Message, left: Message): Message =>
  said("network.too-many-constants", { what, left });

const constantInWords = (constant: TensorProto): Message => {
  const shape = dimensions(constant).join("×");
  return shape === "" ? said("network.scalar") : said("network.constant", { shape });
};

/** Ten times what the largest classifiers have behind their Flatten. */
const mostChannels = 2 ** 18;

export class Context {
  readonly node: NodeProto;
  readonly state: WalkState;

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

  /** Operator and name, for messages. */
  get description(): string {
    return `${printableName(this.node.opType)} "${printableName(this.label)}"`;
  }

  get output(): string {
    return this.node.output[0] ?? "";
  }

  /** Whether input `index` is given; optional ones may be empty. */
  hasInput(index: number): boolean {
    return (this.node.input[index] ?? "") !== "";
  }

  /** The constant tensor at input `index`, or undefined. */
  constant(index: number): TensorProto | undefined {
    return this.state.constants.get(this.node.input[index] ?? "");
  }

  value(index: number): Value | undefined {
    return this.state.values.get(this.node.input[index] ?? "");
  }

  /** The tensor at input `index`. @throws UnsupportedOperator when it is not computed from the image */
  need(index: number): Operand {
    const original = this.node.input[index] ?? "";
    const { picked, values } = this.state;
    const pending = picked.get(original);
    if (pending && !values.has(original)) {
      const settled = pending.settle(this, original, pending);
      this.checkChannels(settled.channels);
      values.set(original, settled);
    }
    const value = values.get(original);
    if (value) return { name: this.state.names.get(original) ?? original, value };
    return this.refuse(
      said("network.input-computed-from-image", { index, original: printableName(original) }),
    );
  }

  needConstant(index: number, what: string): TensorProto {
    return this.constant(index) ?? this.refuse(said("network.must-constant", { what }));
  }

  refuse = (why: Message): never => {
    const shapes = this.node.input.flatMap((name, index): Param[] => {
      const constant = this.constant(index);
      if (constant) return [constantInWords(constant)];
      return name === "" ? [] : [describe(this.value(index))];
    });
    throw new UnsupportedOperator(
      said("network.at-node", { node: this.description, shapes: shapes.slice(0, 8), why }),
    );
  };

  /** A name that neither graph has yet. */
  freshName(suffix: string): string {
    const { usedNames, nameCounts } = this.state;
    const base = `${this.output}.${suffix}`;
    let count = nameCounts.get(base) ?? 1;
    let name = count === 1 ? base : `${base}${count}`;
    while (usedNames.has(name)) name = `${base}${++count}`;
    nameCounts.set(base, count);
    usedNames.add(name);
    return name;
  }

  /** A constant that the rewritten graph keeps under its own name; a dequantised one as the integers that it came from. */
  keepConstant(tensor: TensorProto): string {
    const { initializers, dequantizedBy, restored, nodes, constants } = this.state;
    const origin = dequantizedBy.get(tensor.name);
    if (!origin) initializers.set(tensor.name, tensor);
    else if (!restored.has(origin)) {
      restored.add(origin);
      nodes.push(origin);
      for (const name of origin.input) {
        const part = constants.get(name);
        if (part) this.keepConstant(part);
      }
    }
    return tensor.name;
  }

  /** What a constant was dequantised from. */
  quantized(tensor: TensorProto): Quantized | undefined {
    const { dequantizedBy, constants } = this.state;
    const origin = dequantizedBy.get(tensor.name);
    const [integers, scale, zero] = origin?.input.map((name) => constants.get(name)) ?? [];
    if (!origin || !integers || !scale) return undefined;
    return { integers, scale, zero, axis: intAttribute(origin, "axis", 1) };
  }

  /** A new constant of the rewritten graph, named after the node. */
  addConstant(
    suffix: string,
    shape: readonly number[],
    values: ArrayLike<number>,
    type: number = elementTypes.float32,
  ): string {
    return this.keepConstant(tensorOf(type, this.freshName(suffix), shape, values));
  }

  /** A new constant of whole numbers. */
  addIntegers(suffix: string, values: readonly number[]): string {
    return this.addConstant(suffix, [values.length], values, elementTypes.int64);
  }

  /** Writes a node whose result has a name of its own. */
  step(
    operator: string,
    suffix: string,
    input: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): string {
    const name = this.freshName(suffix);
    this.state.nodes.push(makeNode(operator, name, input, [name], attributes));
    return name;
  }

  /** Writes the node that gives `output`, under the original's name where that is its own output. */
  emit(
    operator: string,
    input: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    output: string = this.output,
  ): void {
    const name = output === this.output ? this.label : output;
    this.state.nodes.push(makeNode(operator, name, input, [output], attributes));
  }

  /** Writes nodes that were made elsewhere. */
  write(nodes: readonly NodeProto[]): void {
    this.state.nodes.push(...nodes);
  }

  /** Writes the node as it was, attributes and all, with the inputs of the rewritten graph. */
  copy(input: readonly string[]): void {
    const output = [this.output];
    this.state.nodes.push({ ...this.node, name: this.label, input: [...input], output });
  }

  /** The output is a tensor that is there already under another name. */
  alias(name: string, value: Value, index = 0): void {
    this.state.names.set(this.node.output[index] ?? "", name);
    this.result(value, index);
  }

  /** The output is made of places, and written when something needs it. */
  pick(pending: PendingPlaces): void {
    this.state.picked.set(this.output, pending);
  }

  result(value: Value, index = 0): void {
    this.checkChannels(value.channels);
    this.state.values.set(this.node.output[index] ?? "", value);
  }

  /** Tile and Concat can double the channels with every node. @throws UnsupportedOperator where they are absurdly many */
  checkChannels(channels: number): void {
    if (!(channels >= 1 && channels <= mostChannels))
      this.refuse(said("network.result-channels-supported", { channels, mostChannels }));
  }

  /** Elements of a constant that is about to be made. @throws UnsupportedOperator when a file of this size needs no such many */
  afford(elements: number): void {
    const { budget } = this.state;
    if (!budget.allows(elements))
      this.refuse(tooMany(said("network.constants-more", { count: elements }), budget.told));
  }

  /** Elements of a constant that was made. @throws UnsupportedOperator when they are more than a file of this size needs */
  spend(elements: number): void {
    this.afford(elements);
    this.state.budget.spend(elements);
  }

  /**
   * Weights that the file describes as one value each, as those of networks are that are given without their training. They may be
   * computed with once, like weights that lie in the file.
   * @throws UnsupportedOperator when they are more than a large network's
   */
  fill(elements: number): void {
    if (!this.state.budget.fill(elements))
      this.refuse(said("network.fills-constant-equal-values", { elements, mostFilled }));
  }

  /** Elements of constants that were read or made. @throws UnsupportedOperator when a file of this size needs no such work */
  look(elements: number): void {
    const { budget } = this.state;
    if (!budget.look(elements)) this.refuse(tooMany(said("network.looked-at-again"), budget.told));
  }

  /** The output is a constant of whole numbers. */
  constantResult(shape: readonly number[], values: readonly number[]): void {
    this.state.constants.set(this.output, tensorOf(elementTypes.int64, this.output, shape, values));
  }

  layer(layer: Omit<Layer, "name">): void {
    this.state.layers.push({ name: this.label, ...layer });
  }

  /** @throws UnsupportedOperator for elements that are no floats, where the rule computes with them */
  needFloat({ value }: Operand): void {
    const { float32, float16 } = elementTypes;
    if (value.type !== float32 && value.type !== float16)
      this.refuse(said("network.elements-only-float32-float16", { type: typeName(value.type) }));
  }
}

/** How one operator is understood and rewritten. */
export type Rule = (context: Context) => void;
