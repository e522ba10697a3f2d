/** @file What of a graph is wanted: its outputs, and the nodes that they need. */
import { someNames } from "../../messages/some-names.ts";
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../onnx/errors.ts";
import type { GraphProto, NodeProto } from "../onnx/model.ts";
import { inputsOf } from "../onnx/node.ts";
import { printableName } from "../../printable.ts";

/** Far longer than the paths of modules that exporters make names of. */
const longestName = 4096;

export function firstOutput(graph: GraphProto): string {
  const [first] = graph.output;
  if (!first) throw new InvalidModel(said("network.network-no-output"));
  return first.name;
}

/** A tensor between two nodes may be wanted as well as an output. */
export function outputNamed(graph: GraphProto, wanted: string): string {
  const names = graph.output.map(({ name }) => name);
  if (names.length === 0) throw new InvalidModel(said("network.network-no-output"));
  if (names.includes(wanted) || graph.node.some(({ output }) => output.includes(wanted)))
    return wanted;
  throw new InvalidModel(
    said("network.no-such-output", { wanted: printableName(wanted), names: someNames(names) }),
  );
}

/** The nodes that these tensors need, in the order of the graph. */
export function ancestors(graph: GraphProto, outputs: readonly string[]): NodeProto[] {
  const needed = new Set(outputs);
  const nodes: NodeProto[] = [];
  for (const node of graph.node.toReversed()) {
    if (!node.output.some((name) => name !== "" && needed.has(name))) continue;
    nodes.push(node);
    for (const name of inputsOf(node)) needed.add(name);
  }
  return nodes.reverse();
}

/** Names are looked up again and again. @throws InvalidModel for one that no exporter writes */
export function checkNames(graph: GraphProto): void {
  for (const { opType, input, output } of graph.node)
    for (const name of [...input, ...output])
      if (name.length > longestName)
        throw new InvalidModel(
          said("network.name-characters-more-than", {
            opType: printableName(opType),
            name: name.length,
            longestName,
          }),
        );
}

export function namesIn(graph: GraphProto): Set<string> {
  const names = new Set<string>();
  for (const { name } of [...graph.initializer, ...graph.input, ...graph.output]) names.add(name);
  for (const node of graph.node)
    for (const name of [...node.input, ...node.output]) names.add(name);
  return names;
}
