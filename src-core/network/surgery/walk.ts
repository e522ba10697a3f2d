/** @file One walk over the graph in its order: shapes, geometry, cost and the rewritten nodes. */
import { said } from "../../messages/said.ts";
import type { WalkState } from "../graph/rule-context.ts";
import { ConstantBudget } from "../graph/constant-budget.ts";
import { Context } from "../graph/rule-context.ts";
import { InvalidModel, UnsupportedOperator } from "../onnx/errors.ts";
import type { ImageInput } from "../graph/image-input.ts";
import { imageInput } from "../graph/image-input.ts";
import type { ModelProto, NodeProto } from "../onnx/model.ts";
import { mostNodes, opset } from "../onnx/model.ts";
import { holdsGraphs } from "../onnx/changed.ts";
import { makeNode } from "../onnx/node.ts";
import { realCause } from "./real-cause.ts";
import type { Value } from "../graph/value.ts";
import { printableName } from "../../printable.ts";
import { ancestors, checkNames, firstOutput, outputNamed, namesIn } from "./wanted-nodes.ts";
import { arrangeInput, valueOfInput } from "./input-value.ts";
import { follow, refuseGraph, store } from "./follow-node.ts";

export interface WalkOptions {
  readonly window: { readonly width: number; readonly height: number };
  /** Whether strides become dilations, so that there is a cell for every pixel. */
  readonly aTrous: boolean;
  /** Names of the tensors that are wanted; the file's first output if undefined. */
  readonly outputs?: readonly string[] | undefined;
}

export interface Walk extends WalkState {
  readonly image: ImageInput;
  /** What was wanted, at least one. */
  readonly outputs: readonly WalkOutput[];
  /** The nodes of the original that the outputs need. */
  readonly needed: readonly NodeProto[];
}

export interface WalkOutput {
  readonly name: string;
  readonly value: Value;
}

/** Below it operators take their arguments in too many ways; what is written is never older. */
const oldestWritten = 13;

/** Operator sets that the rules were written for. */
const oldest = 7;
const newest = 26;

/**
 * Walks the network for an input of one window.
 * @throws InvalidModel when the graph is broken, or has not one image input of known channels
 * @throws UnsupportedOperator at the first node that the surgery cannot follow
 */
export function walk(model: ModelProto, { window, aTrous, outputs: wanted }: WalkOptions): Walk {
  const { graph } = model;
  if (!graph) throw new InvalidModel(said("network.model-no-graph"));
  const version = opset(model);
  if (version < oldest || version > newest)
    throw new InvalidModel(said("network.model-uses-operator-set", { version, oldest, newest }));
  checkNames(graph);
  const image = imageInput(model);
  const names = wanted ? wanted.map((name) => outputNamed(graph, name)) : [firstOutput(graph)];
  const needed = ancestors(graph, names);
  if (needed.length > mostNodes)
    throw new InvalidModel(
      said("network.network-nodes-more-than", { needed: needed.length, mostNodes }),
    );
  const state: WalkState = {
    opset: version,
    targetOpset: Math.max(version, oldestWritten),
    aTrous,
    window,
    constants: new Map(),
    budget: new ConstantBudget(),
    values: new Map([[image.name, valueOfInput(image, window)]]),
    picked: new Map(),
    dequantizedBy: new Map(),
    restored: new Set(),
    names: new Map(),
    usedNames: namesIn(graph),
    nameCounts: new Map(),
    nodes: [],
    initializers: new Map(),
    layers: [],
  };
  for (const tensor of graph.initializer) store(state, tensor);
  arrangeInput(state, image);
  for (const node of needed) {
    try {
      follow(node, state);
    } catch (cause) {
      // What a graph in the graph needs is computed before it: then that one is the reason, not the nodes around it. An If
      // is, where the node that was refused is on the way to its condition.
      const nested = needed.find(
        (other) =>
          holdsGraphs(other) &&
          (other.opType !== "If" || ancestors(graph, [other.input[0] ?? ""]).includes(node)),
      );
      if (nested && nested !== node) refuseGraph(nested, state);
      const real = cause instanceof UnsupportedOperator && realCause(node, needed, state);
      if (real) new Context(node, state).refuse(real);
      throw cause;
    }
  }
  const outputs = names.map((name) => {
    if (state.picked.has(name))
      new Context(makeNode("Identity", name, [name], [name]), state).need(0);
    const value = state.values.get(name);
    if (!value)
      throw new UnsupportedOperator(
        said("network.output-computed-from-image", { name: printableName(name) }),
      );
    return { name, value };
  });
  return { ...state, image, outputs, needed };
}
