/** @file A model's own functions, put in where they are called. Source: ONNX, IR.md, "Functions". */
import { said } from "../../messages/said.ts";
import { printableName } from "../../printable.ts";
import { InvalidModel } from "../onnx/errors.ts";
import type { FunctionProto, GraphProto, ModelProto, NodeProto } from "../onnx/model.ts";
import { mostNodes, opsetOf } from "../onnx/model.ts";
import { makeNode } from "../onnx/node.ts";
import { renamed } from "../onnx/tensor.ts";
import {
  changedAttribute,
  changedGraph,
  changedInfo,
  changedNode,
  withGraphs,
} from "../onnx/changed.ts";
import { adapted, withOpset } from "./opsets.ts";

/** Calls in calls in calls: exporters write three or four. */
const deepest = 64;

/** Call → how a name of the function's body is called outside. */
type Names = (name: string) => string;

/**
 * The model without functions.
 * @throws InvalidModel where a function calls itself, or calls multiply beyond what a network may have
 */
export function inlined(given: ModelProto): ModelProto {
  if (given.functions.length === 0) return given;
  const model = withOpset(given);
  if (!model.graph) return model;
  const calls = new Calls(model);
  return { ...model, graph: calls.inGraph(model.graph, []), functions: [] };
}

const keyOf = (domain: string, name: string, overload: string): string =>
  JSON.stringify([domain === "ai.onnx" ? "" : domain, name, overload]);

class Calls {
  private readonly functions: ReadonlyMap<string, FunctionProto>;
  private readonly opset: number;
  private readonly taken = new Set<string>();
  private nodes = 0;
  private count = 0;

  constructor({ functions, opsetImport, graph }: ModelProto) {
    this.functions = new Map(
      functions.map((each) => [keyOf(each.domain, each.name, each.overload), each]),
    );
    this.opset = opsetOf(opsetImport) ?? 1;
    if (graph) collectNames(graph, this.taken);
  }

  inGraph(graph: GraphProto, path: readonly FunctionProto[]): GraphProto {
    return changedGraph(graph, { node: graph.node.flatMap((node) => this.inNode(node, path)) });
  }

  /** @param path functions that are being put in, outermost first */
  private inNode(node: NodeProto, path: readonly FunctionProto[]): NodeProto[] {
    const called = this.functions.get(keyOf(node.domain, node.opType, node.overload));
    if (!called) {
      if (++this.nodes > mostNodes)
        throw new InvalidModel(said("network.functions-put-where-they", { mostNodes }));
      return [withGraphs(node, (graph) => this.inGraph(graph, path))];
    }
    if (path.includes(called))
      throw new InvalidModel(
        said("network.function-calls-itself", { name: printableName(called.name) }),
      );
    if (path.length >= deepest)
      throw new InvalidModel(said("network.functions-call-each-other", { deepest }));
    return this.body(called, node).flatMap((each) => this.inNode(each, [...path, called]));
  }

  /** The function's nodes with the call's inputs, outputs and attributes. */
  private body(called: FunctionProto, call: NodeProto): NodeProto[] {
    const prefix = `${called.name.slice(0, 40)}.${++this.count}/`;
    const known = new Map([["", ""]]);
    const inputs = new Set(called.input);
    for (const [index, name] of called.input.entries()) known.set(name, call.input[index] ?? "");
    const passed: NodeProto[] = [];
    for (const [index, name] of called.output.entries()) {
      const outside = call.output[index] ?? "";
      if (outside === "") continue;
      // An output that is an input, or that is given twice, is a copy.
      if (inputs.has(name) || known.has(name))
        passed.push(makeNode("Identity", outside, [known.get(name) ?? ""], [outside]));
      else known.set(name, outside);
    }
    const names: Names = (name) => {
      const before = known.get(name);
      if (before !== undefined) return before;
      let fresh = prefix + name;
      while (this.taken.has(fresh)) fresh += "_";
      this.taken.add(fresh);
      known.set(name, fresh);
      return fresh;
    };
    const opset = opsetOf(called.opsetImport) ?? this.opset;
    const nodes = called.node.flatMap((node) =>
      adapted(substituted(node, names, attributesOf(called, call), prefix), {
        from: opset,
        to: this.opset,
        fresh: (suffix) => names(`${node.output[0] ?? ""}.${suffix}`),
      }),
    );
    return [...nodes, ...passed];
  }
}

type Attributes = ReadonlyMap<string, NodeProto["attribute"][number]>;

/** What the call says, or the function where the call does not. */
const attributesOf = (called: FunctionProto, call: NodeProto): Attributes =>
  new Map([...called.attributeProto, ...call.attribute].map((each) => [each.name, each]));

/** A node of the body as it stands outside: names of its own, and attributes filled in. */
function substituted(node: NodeProto, names: Names, given: Attributes, prefix: string): NodeProto {
  const attribute = node.attribute.flatMap((each) => {
    if (each.refAttrName === "") return [each];
    const value = given.get(each.refAttrName);
    // One that nobody gives takes the operator's own default.
    return value ? [changedAttribute(value, { name: each.name })] : [];
  });
  const outside = changedNode(node, {
    attribute,
    name: node.name && prefix + node.name,
    input: node.input.map(names),
    output: node.output.map(names),
  });
  return withGraphs(outside, (graph) =>
    changedGraph(graph, {
      input: graph.input.map((each) => changedInfo(each, { name: names(each.name) })),
      output: graph.output.map((each) => changedInfo(each, { name: names(each.name) })),
      initializer: graph.initializer.map((each) => renamed(each, names(each.name))),
      node: graph.node.map((each) => substituted(each, names, given, prefix)),
    }),
  );
}

function collectNames({ input, initializer, node }: GraphProto, taken: Set<string>): void {
  for (const { name } of [...input, ...initializer]) taken.add(name);
  for (const each of node) {
    for (const name of each.output) taken.add(name);
    withGraphs(each, (graph) => {
      collectNames(graph, taken);
      return graph;
    });
  }
}
