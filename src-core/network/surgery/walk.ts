/** @file One walk over the graph in its order: shapes, geometry, cost and the rewritten nodes. */
import type { WalkState } from "../graph/context.ts";
import { Context, mostFilled } from "../graph/context.ts";
import { InvalidModel, UnsupportedOperator } from "../onnx/errors.ts";
import { fold } from "../folding/fold.ts";
import { pixel } from "../geometry/axis.ts";
import type { ImageInput } from "../graph/image-input.ts";
import { imageInput } from "../graph/image-input.ts";
import { arranged } from "../geometry/layout.ts";
import type { GraphProto, ModelProto, NodeProto, TensorProto } from "../onnx/model.ts";
import { mostNodes, opset } from "../onnx/model.ts";
import { constantOf, inputsOf, makeNode } from "../onnx/node.ts";
import { rules } from "../operators/index.ts";
import { followPlaces } from "../operators/adaptive-pools.ts";
import { dimensions, isRead, renamed, tensorOf } from "../onnx/tensor.ts";
import { checkedSize, numbersOf } from "../onnx/tensor-values.ts";
import { realCause } from "./real-cause.ts";
import { decisions, refusals } from "../graph/refusals.ts";
import type { Value } from "../graph/value.ts";
import { toldName, toldNames } from "../../told.ts";

export interface WalkOptions {
  readonly window: { readonly width: number; readonly height: number };
  /** Whether strides become dilations, so that there is a cell for every pixel. */
  readonly dense: boolean;
  /** Names of the tensors that are wanted; the file's first output if undefined. */
  readonly outputs?: readonly string[] | undefined;
}

export interface Walk extends WalkState {
  readonly image: ImageInput;
  /** What was wanted, at least one. */
  readonly outputs: readonly WalkOutput[];
  /** The nodes of the original that the outputs need. */
  readonly needed: readonly NodeProto[];
  readonly inputValue: Value;
}

export interface WalkOutput {
  readonly name: string;
  readonly value: Value;
}

/** Below it operators take their arguments in too many ways; what is written is never older. */
const oldestWritten = 13;

/** Elements that a file without weights may compute from constants, as shapes and masks are, and how often it may look at them. */
const fewComputed = 2 ** 21;
const fewLooks = 4;

/** Far longer than the paths of modules that exporters make names of. */
const longestName = 4096;

/** Operator sets that the rules were written for. */
const oldest = 7;
const newest = 26;

/**
 * Walks the network for an input of one window.
 * @throws InvalidModel when the graph is broken, or has not one image input of known channels
 * @throws UnsupportedOperator at the first node that the surgery cannot follow
 */
export function walk(model: ModelProto, { window, dense, outputs: wanted }: WalkOptions): Walk {
  const { graph } = model;
  if (!graph) throw new InvalidModel("the model has no graph");
  const version = opset(model);
  if (version < oldest || version > newest)
    throw new InvalidModel(
      `the model uses operator set ${version}; ${oldest} to ${newest} are supported: export it anew`,
    );
  checkNames(graph);
  const image = imageInput(model);
  const names = wanted ? wanted.map((name) => named(graph, name)) : [firstOutput(graph)];
  const needed = ancestors(graph, names);
  if (needed.length > mostNodes)
    throw new InvalidModel(
      `the network has ${needed.length} nodes: more than ${mostNodes} are no classifier's`,
    );
  const inputValue: Value = {
    channels: image.channels,
    height: window.height,
    width: window.width,
    vertical: { ...pixel, sound: window.height },
    horizontal: { ...pixel, sound: window.width },
    type: image.type,
    layout: layoutOf(image, window),
  };
  const state: WalkState = {
    opset: version,
    written: Math.max(version, oldestWritten),
    dense,
    window,
    constants: new Map(),
    allowance: { elements: fewComputed, work: fewLooks * fewComputed, filled: mostFilled },
    values: new Map([[image.name, inputValue]]),
    picked: new Map(),
    origins: new Map(),
    restored: new Set(),
    names: new Map(),
    taken: namesIn(graph),
    wanted: new Map(),
    nodes: [],
    initializers: new Map(),
    layers: [],
  };
  for (const tensor of graph.initializer) store(state, tensor);
  arrange(state, image);
  for (const node of needed) {
    try {
      follow(node, state);
    } catch (cause) {
      // What a graph in the graph needs is computed before it: then that one is the reason, not the nodes around it. An If
      // is, where the node that was refused is on the way to its condition.
      const nested = needed.find(
        (other) =>
          holdsGraph(other) &&
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
      throw new UnsupportedOperator(`output "${toldName(name)}" is not computed from the image`);
    return { name, value };
  });
  return { ...state, image, outputs, needed, inputValue };
}

/** A constant of the file. Each of its elements may be computed with a few times. */
function store(state: WalkState, tensor: TensorProto): void {
  const elements = 8 * (isRead(tensor) ? checkedSize(tensor) : 0);
  state.allowance.elements += elements;
  state.allowance.work += fewLooks * elements;
  state.constants.set(tensor.name, tensor);
}

const holdsGraph = ({ attribute }: NodeProto): boolean =>
  attribute.some(({ g, graphs }) => g !== undefined || graphs.length > 0);

const refuseGraph = (node: NodeProto, state: WalkState): never =>
  new Context(node, state).refuse(refusals.get(node.opType) ?? "it holds a graph of its own");

const isKnown = ({ values, constants, picked }: WalkState, name: string): boolean =>
  values.has(name) || constants.has(name) || picked.has(name);

function follow(node: NodeProto, state: WalkState): void {
  const context = new Context(node, state);
  for (const name of node.output)
    if (isKnown(state, name))
      throw new InvalidModel(
        `"${toldName(name)}" is computed twice, the second time by ${context.told}`,
      );
  if (node.domain !== "" && node.domain !== "ai.onnx")
    context.refuse(
      `it belongs to "${toldName(node.domain)}", not to ONNX itself: export without optimisations for one runtime`,
    );
  const constant = node.opType === "Constant" ? constantOf(node) : undefined;
  if (constant) {
    store(state, renamed(constant, context.output));
    return;
  }
  if (node.opType === "Constant") {
    const form = node.attribute[0]?.name ?? "nothing";
    context.refuse(`it holds its constant as ${toldName(form)}, which is not read`);
  }
  const computed = folded(context);
  if (computed) {
    state.constants.set(context.output, renamed(computed, context.output));
    if (node.opType === "DequantizeLinear") state.origins.set(context.output, node);
    return;
  }
  const missing = node.input.find((name) => name !== "" && !isKnown(state, name));
  if (missing !== undefined)
    context.refuse(`its input "${toldName(missing)}" is not there: the file is damaged`);
  if (node.opType === "If") {
    followBranch(context, state);
    return;
  }
  if (followPlaces(context)) return;
  const rule = rules.get(node.opType);
  if (rule) rule(context);
  else context.refuse(refusalOf(node));
}

/** Why, and with which option it would go on. */
function refusalOf({ opType, input: [before = ""] }: NodeProto): string {
  const why = refusals.get(opType) ?? "no rule says what it means on a whole image";
  return decisions.has(opType) ? `${why}: --scores "${toldName(before)}"` : why;
}

/** An If whose condition is a constant, as exporters write a Squeeze of unknown lengths, is the one branch that it takes. */
function followBranch(context: Context, state: WalkState): void {
  const { node } = context;
  const condition = context.constant(0) ?? refuseGraph(node, state);
  const taken = numbersOf(condition)[0] === 0 ? "else_branch" : "then_branch";
  const branch = node.attribute.find(({ name }) => name === taken)?.g;
  if (!branch) return context.refuse(`its ${taken} is missing`);
  for (const tensor of branch.initializer) store(state, tensor);
  for (const inner of branch.node) follow(inner, state);
  for (const [index, { name }] of branch.output.entries()) {
    const value = state.values.get(name);
    const constant = state.constants.get(name);
    const picked = state.picked.get(name);
    const output = node.output[index] ?? "";
    if (picked && !value) state.picked.set(output, picked);
    else if (constant) state.constants.set(output, renamed(constant, output));
    else if (value) context.alias(state.names.get(name) ?? name, value, index);
  }
}

/** The node's result where all of its inputs are constants. */
function folded(context: Context): TensorProto | undefined {
  const { input } = context.node;
  const constants = input.map((_, index) => context.constant(index));
  if (context.node.opType === "If") return undefined;
  if (context.node.opType === "CastLike" && constants[0]) return likeValue(context, constants[0]);
  const complete = input.every((name, index) => name === "" || constants[index] !== undefined);
  return constants.some(Boolean) && complete ? fold(context, constants) : undefined;
}

/** A constant in the type of whatever the second input is. */
function likeValue(context: Context, constant: TensorProto): TensorProto {
  const type = context.constant(1)?.dataType ?? context.need(1).value.type;
  return tensorOf(type, context.output, dimensions(constant), numbersOf(constant));
}

/** The batch counts as one image where the file leaves it open. */
function layoutOf(image: ImageInput, { width, height }: WalkOptions["window"]): Value["layout"] {
  const extent = { channels: image.channels, height, width };
  const windows = image.batch ?? 1;
  if (image.layout !== "flat") return arranged(image.layout, extent, windows);
  const [batch = [], rows = [], columns = []] = arranged("NHW", extent, windows);
  return [batch, [...rows, ...columns]];
}

/** Writes what turns the input into N×C×H×W, where it is not. A flat input becomes N×1×H×W itself. */
function arrange(state: WalkState, { name, layout }: ImageInput): void {
  if (layout === "NCHW" || layout === "flat") return;
  const context = new Context(makeNode("Identity", name, [name], [name]), state);
  const planes =
    layout === "NHWC"
      ? context.step("Transpose", "planes", [name], { perm: [0, 3, 1, 2] })
      : context.step("Unsqueeze", "planes", [name, context.integers("axes", [1])]);
  state.names.set(name, planes);
}

function firstOutput(graph: GraphProto): string {
  const [first] = graph.output;
  if (!first) throw new InvalidModel("the network has no output");
  return first.name;
}

/** A tensor between two nodes may be wanted as well as an output. */
function named(graph: GraphProto, wanted: string): string {
  const names = graph.output.map(({ name }) => name);
  if (names.length === 0) throw new InvalidModel("the network has no output");
  if (names.includes(wanted) || graph.node.some(({ output }) => output.includes(wanted)))
    return wanted;
  throw new InvalidModel(
    `output "${toldName(wanted)}" is not there; there are ${toldNames(names)}`,
  );
}

/** The nodes that these tensors need, in the order of the graph. */
function ancestors(graph: GraphProto, outputs: readonly string[]): NodeProto[] {
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
function checkNames(graph: GraphProto): void {
  for (const { opType, input, output } of graph.node)
    for (const name of [...input, ...output])
      if (name.length > longestName)
        throw new InvalidModel(
          `a name of ${toldName(opType)} has ${name.length} characters, more than ${longestName}`,
        );
}

function namesIn(graph: GraphProto): Set<string> {
  const names = new Set<string>();
  for (const { name } of [...graph.initializer, ...graph.input, ...graph.output]) names.add(name);
  for (const node of graph.node)
    for (const name of [...node.input, ...node.output]) names.add(name);
  return names;
}
