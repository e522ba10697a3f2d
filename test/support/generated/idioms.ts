/** @file The same network as somebody else would have written it. */
import type { ModelProto, NodeProto } from "../../../src-core/network/onnx/model.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";
import { makeFunction } from "../models/written-otherwise.ts";
import type { Builder } from "./builder.ts";

/** Some of the weights as Constant nodes. */
export function constantsAsNodes(b: Builder): void {
  for (const tensor of b.initializers.splice(0))
    if (b.chance(0.5)) b.initializers.push(tensor);
    else b.nodes.unshift(makeNode("Constant", "", [], [tensor.name], { value: { tensor } }));
}

/** Nothing is done between some of the nodes. */
export function idle(b: Builder): void {
  for (const node of [...b.nodes])
    if (node.opType !== "Constant" && b.chance(0.2)) {
      const output = node.output[0] ?? "";
      const before = `${output}.idle`;
      node.output[0] = before;
      const nothing = b.pick("Identity", "Cast");
      b.nodes.splice(
        b.nodes.indexOf(node) + 1,
        0,
        makeNode(nothing, `${output}.nothing`, [before], [output], {
          ...(nothing === "Cast" && {
            to: isShape(node) ? elementTypes.int64 : elementTypes.float32,
          }),
        }),
      );
    }
}

const isShape = ({ opType, output }: NodeProto): boolean =>
  opType === "Shape" ||
  opType === "Gather" ||
  (opType === "Concat" && (output[0] ?? "").startsWith("shape"));

export function shuffled(b: Builder): void {
  for (let last = b.nodes.length - 1; last > 0; last--) {
    const other = b.below(last + 1);
    const [a, c] = [b.nodes[last], b.nodes[other]];
    if (a && c) {
      b.nodes[last] = c;
      b.nodes[other] = a;
    }
  }
}

/** Some neighbouring nodes, each in a function of its own. */
export function inFunctions(b: Builder, model: ModelProto): void {
  const { graph } = model;
  if (!graph) return;
  const [set] = model.opsetImport;
  if (set) model.opsetImport.push({ ...set, domain: "own", version: 1n });
  graph.node = graph.node.map((node) => {
    if (node.opType === "Constant" || !b.chance(0.4)) return node;
    const name = `Own${model.functions.length}`;
    const inputs = [...new Set(node.input)];
    const formal = (actual: string): string => `in${inputs.indexOf(actual)}`;
    const inner = Object.assign(
      makeNode(node.opType, "inner", node.input.map(formal), ["inside"]),
      {
        attribute: node.attribute,
      },
    );
    const copy = makeNode("Identity", "copy", ["inside"], ["out"]);
    model.functions.push(
      makeFunction({ name, input: inputs.map(formal), output: ["out"], node: [inner, copy] }),
    );
    return Object.assign(makeNode(name, node.name, inputs, [...node.output]), { domain: "own" });
  });
}
