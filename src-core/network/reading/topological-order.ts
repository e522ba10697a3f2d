/** @file Nodes in an order in which each follows those that it reads. ONNX asks for it; converters do not all keep to it. */
import { said } from "../../messages/said.ts";
import { printableName } from "../../printable.ts";
import { InvalidModel } from "../onnx/errors.ts";
import type { GraphProto, NodeProto } from "../onnx/model.ts";
import { inputsOf } from "../onnx/node.ts";
import { changedGraph, withGraphs } from "../onnx/changed.ts";

/** Nodes of a circle that are named. */
const mostTold = 6;

/**
 * The graph, and the graphs in it, with their nodes in order; those that are in order stay where they are.
 * @throws InvalidModel where nodes feed each other in a circle
 */
export function topologicallySorted(graph: GraphProto): GraphProto {
  const node = sorted(graph.node).map((each) => withGraphs(each, topologicallySorted));
  const same = node.every((each, index) => each === graph.node[index]);
  return same ? graph : changedGraph(graph, { node });
}

interface Open {
  readonly index: number;
  /** Nodes that it reads, and how many of them were looked at. */
  readonly sources: readonly number[];
  next: number;
}

/** Depth first, without recursion: a chain may have thousands of nodes and be written backwards. */
function sorted(nodes: readonly NodeProto[]): NodeProto[] {
  const makers = new Map<string, number>();
  for (const [index, { output }] of nodes.entries())
    for (const name of output) if (name !== "" && !makers.has(name)) makers.set(name, index);
  const open = (index: number): Open => ({
    index,
    next: 0,
    sources: (nodes[index] ? inputsOf(nodes[index]) : []).flatMap((name) => makers.get(name) ?? []),
  });
  const result: NodeProto[] = [];
  const done = new Set<number>();
  const waiting = new Set<number>();
  for (const start of nodes.keys()) {
    const path: Open[] = done.has(start) ? [] : [open(start)];
    for (let last = path.at(-1); last; last = path.at(-1)) {
      waiting.add(last.index);
      const source = last.sources[last.next++];
      if (source === undefined) {
        path.pop();
        waiting.delete(last.index);
        done.add(last.index);
        const node = nodes[last.index];
        if (node) result.push(node);
      } else if (waiting.has(source)) refuseCircle(nodes, path, source);
      else if (!done.has(source)) path.push(open(source));
    }
  }
  return result;
}

function refuseCircle(nodes: readonly NodeProto[], path: readonly Open[], first: number): never {
  const circle = path.slice(path.findIndex(({ index }) => index === first));
  const told = circle.slice(0, mostTold).map(({ index }) => {
    const { opType = "", name = "", output = [] } = nodes[index] ?? {};
    return `${printableName(opType)} "${printableName(name || (output[0] ?? ""))}"`;
  });
  const rest =
    circle.length > mostTold ? said("network.and-more", { count: circle.length - mostTold }) : "";
  throw new InvalidModel(
    said("network.no-order-them-can", { count: circle.length, nodes: told, more: rest }),
  );
}
