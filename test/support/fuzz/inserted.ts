/** @file Operators put into a network where a tensor passes: valid, whatever they do to its values. */
import type { ModelProto, NodeProto, TensorProto } from "../../../src-core/network/onnx/model.ts";
import { opset } from "../../../src-core/network/onnx/model.ts";
import type { AttributeValue } from "../../../src-core/network/onnx/node.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { integerTensor, tensorOf } from "../../../src-core/network/onnx/tensor.ts";
import type { Draw } from "./draw.ts";
import { between } from "./grown.ts";
import { recipes } from "./recipes.ts";
import type { Known, Seed } from "./seeds.ts";

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

/** Puts one recipe behind a node whose output is known. */
export function insert(model: ModelProto, draw: Draw, { shapes }: Seed): void {
  const { graph } = model;
  const places = graph?.node.filter(({ output: [name = ""] }) => {
    const known = shapes.get(name);
    return known && (known.type === 1 || known.type === 10);
  });
  const producer = draw.pick(places ?? []);
  const known = shapes.get(producer?.output[0] ?? "");
  if (!graph || !producer || !known) return;
  between(graph, producer, (source, target) => {
    const steps = new Steps(source, `${target}.${draw.below(1e9)}`, known, opset(model), draw);
    const fitting = recipes.filter(({ ranks }) => !ranks || ranks.includes(known.shape.length));
    draw.pick(fitting)?.write(steps);
    graph.initializer.push(...steps.constants);
    const last = steps.nodes.at(-1);
    const renamed = steps.nodes.findLast(({ output }) => output[0] === steps.here);
    if (!last || !renamed) return [makeNode("Identity", target, [source], [target])];
    renamed.output[0] = target;
    for (const node of steps.nodes)
      node.input = node.input.map((name) => (name === steps.here ? target : name));
    return steps.nodes;
  });
}
