/** @file The ONNX graph while it grows. */
import type { NodeProto, TensorProto } from "../../network/onnx/model.ts";
import type { AttributeValue } from "../../network/onnx/node.ts";
import { makeNode } from "../../network/onnx/node.ts";
import type { TensorLayout, KerasTensor } from "./keras-tensor.ts";
import { transpositions } from "./keras-tensor.ts";

export class Graph {
  readonly nodes: NodeProto[] = [];
  readonly constants = new Map<string, TensorProto>();
  private readonly names = new Set<string>();

  /** `name`, or `name:2`, `name:3`, … where it is taken. */
  unique(name: string): string {
    let free = name;
    for (let count = 2; this.names.has(free); count++) free = `${name}:${count}`;
    this.names.add(free);
    return free;
  }

  /** A node of one output, which has the node's name. */
  emit(
    operator: string,
    name: string,
    input: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): NodeProto {
    const free = this.unique(name);
    const node = makeNode(operator, free, input, [free], attributes);
    this.nodes.push(node);
    return node;
  }

  /** The constant of that name, made on first use: layers that are called twice share theirs. */
  constant(name: string, make: (name: string) => TensorProto): string {
    if (!this.constants.has(name)) this.constants.set(name, make(this.unique(name)));
    return this.constants.get(name)?.name ?? name;
  }

  /** The value's name in `layout`, transposed on first use. */
  read(value: KerasTensor, layout: TensorLayout): string {
    const held = value.names.get(layout);
    if (held !== undefined) return held;
    const [from = ""] = value.names.values();
    const suffix = layout === "plain" ? "channels-last" : "channels-first";
    const perm = transpositions[layout];
    const { name } = this.emit("Transpose", `${from}/${suffix}`, [from], { perm });
    value.names.set(layout, name);
    return name;
  }

  /** Nodes and constants that the outputs need, in order. */
  needed(outputs: readonly string[]): { node: NodeProto[]; initializer: TensorProto[] } {
    const read = new Set(outputs);
    const node = this.nodes
      .toReversed()
      .filter(({ input, output }) => {
        if (!output.some((name) => read.has(name))) return false;
        for (const name of input) read.add(name);
        return true;
      })
      .reverse();
    const initializer = [...this.constants.values()].filter(({ name }) => read.has(name));
    return { node, initializer };
  }
}
