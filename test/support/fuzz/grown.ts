/** @file Graphs that are far larger than a classifier's: long, deep, or doubling at every step. */
import { create } from "@bufbuild/protobuf";
import type { GraphProto, NodeProto } from "../../../src-core/network/onnx/model.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { integerTensor } from "../../../src-core/network/onnx/tensor.ts";
import {
  AttributeProto_AttributeType as Type,
  AttributeProtoSchema,
  GraphProtoSchema,
} from "../../../src-core/network/schema/onnx_pb.ts";
import type { Draw } from "./draw.ts";

/** Puts nodes between the place where a tensor is made and those that read it. */
export function between(
  graph: GraphProto,
  producer: NodeProto,
  make: (source: string, target: string) => readonly NodeProto[],
): void {
  const [target = ""] = producer.output;
  let source = `${target}.before`;
  while (graph.node.some(({ output }) => output.includes(source))) source += "_";
  producer.output[0] = source;
  graph.node.splice(graph.node.indexOf(producer) + 1, 0, ...make(source, target));
}

type Link = (source: string, target: string) => NodeProto;

const link: Readonly<Record<string, Link>> = {
  relu: (source, target) => makeNode("Relu", target, [source], [target]),
  same: (source, target) => makeNode("Identity", target, [source], [target]),
  pool: (source, target) =>
    makeNode("MaxPool", target, [source], [target], { kernel_shape: [1, 1] }),
  twice: (source, target) => makeNode("Add", target, [source, source], [target]),
  wider: (source, target) => makeNode("Concat", target, [source, source], [target], { axis: 1 }),
  tiled: (source, target) => makeNode("Tile", target, [source, "times"], [target]),
  padded: (source, target) =>
    makeNode("MaxPool", target, [source], [target], {
      kernel_shape: [3, 3],
      pads: [1, 1, 1, 1],
    }),
};

function chain(draw: Draw, source: string, target: string): NodeProto[] {
  const step = draw.pick(Object.values(link));
  const length = draw.oneOf(10, 70, 300, 2000, 4000);
  const name = (index: number): string => (index === length ? target : `${target}.link${index}`);
  return Array.from({ length }, (_, index) =>
    step?.(index === 0 ? source : name(index), name(index + 1)),
  ).filter((node) => node !== undefined);
}

/** An If in an If in an If … */
function nest(draw: Draw, source: string, target: string): NodeProto {
  const condition = makeNode("Constant", "", [], [`${target}.condition`], { value_int: 1 });
  let inner = makeNode(draw.oneOf("Relu", "Loop"), target, [source], [target]);
  for (let depth = draw.oneOf(1, 2, 30, 300); depth > 0; depth--) {
    const g = create(GraphProtoSchema, { node: [condition, inner], output: [{ name: target }] });
    inner = makeNode("If", target, [`${target}.condition`], [target]);
    const branch = { name: "then_branch", type: Type.GRAPH, g };
    inner.attribute.push(create(AttributeProtoSchema, branch));
  }
  return inner;
}

export function grown(graph: GraphProto, draw: Draw): void {
  const producer = draw.pick(graph.node);
  if (!producer) return;
  graph.initializer.push(integerTensor("times", [4], [1, draw.oneOf(2, 60_000), 1, 1]));
  between(graph, producer, (source, target) =>
    draw.chance(0.7)
      ? chain(draw, source, target)
      : [
          makeNode("Constant", "", [], [`${target}.condition`], { value_int: 1 }),
          nest(draw, source, target),
        ],
  );
}
