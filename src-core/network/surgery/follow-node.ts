/** @file One step of the walk: a node's result is a constant, or its rule says what it is. */
import type { Message } from "../../messages/template.ts";
import { said } from "../../messages/said.ts";
import type { WalkState } from "../graph/rule-context.ts";
import { Context } from "../graph/rule-context.ts";
import { InvalidModel } from "../onnx/errors.ts";
import { fold } from "../folding/fold.ts";
import type { NodeProto, TensorProto } from "../onnx/model.ts";
import { constantOf } from "../onnx/node.ts";
import { rules } from "../operators/index.ts";
import { followPlaces } from "../operators/adaptive-pools.ts";
import { dimensions, isNumeric, renamed, tensorOf } from "../onnx/tensor.ts";
import { checkedSize, numbersOf } from "../onnx/tensor-values.ts";
import { decisions, refusals } from "../graph/refusals.ts";
import { printableName } from "../../printable.ts";

/** A constant of the file. */
export function store(state: WalkState, tensor: TensorProto): void {
  state.budget.addStored(isNumeric(tensor) ? checkedSize(tensor) : 0);
  state.constants.set(tensor.name, tensor);
}

export const refuseGraph = (node: NodeProto, state: WalkState): never =>
  new Context(node, state).refuse(refusals.get(node.opType) ?? said("network.own-graph"));

const isKnown = ({ values, constants, picked }: WalkState, name: string): boolean =>
  values.has(name) || constants.has(name) || picked.has(name);

export function follow(node: NodeProto, state: WalkState): void {
  const context = new Context(node, state);
  for (const name of node.output)
    if (isKnown(state, name))
      throw new InvalidModel(
        said("network.computed-twice-second-time", {
          name: printableName(name),
          description: context.description,
        }),
      );
  if (node.domain !== "" && node.domain !== "ai.onnx")
    context.refuse(
      said("network.belongs-onnx-itself-export", { domain: printableName(node.domain) }),
    );
  const constant = node.opType === "Constant" ? constantOf(node) : undefined;
  if (constant) {
    store(state, renamed(constant, context.output));
    return;
  }
  if (node.opType === "Constant") {
    const form = node.attribute[0]?.name ?? "nothing";
    context.refuse(said("network.holds-constant-which-read", { form: printableName(form) }));
  }
  const computed = folded(context);
  if (computed) {
    state.constants.set(context.output, renamed(computed, context.output));
    if (node.opType === "DequantizeLinear") state.dequantizedBy.set(context.output, node);
    return;
  }
  const missing = node.input.find((name) => name !== "" && !isKnown(state, name));
  if (missing !== undefined)
    context.refuse(said("network.input-there-file-damaged", { missing: printableName(missing) }));
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
function refusalOf({ opType, input: [before = ""] }: NodeProto): Message {
  const why = refusals.get(opType) ?? said("network.no-rule");
  return decisions.has(opType)
    ? said("network.scores-before", { why, before: printableName(before) })
    : why;
}

/** An If whose condition is a constant, as exporters write a Squeeze of unknown lengths, is the one branch that it takes. */
function followBranch(context: Context, state: WalkState): void {
  const { node } = context;
  const condition = context.constant(0) ?? refuseGraph(node, state);
  const taken = numbersOf(condition)[0] === 0 ? "else_branch" : "then_branch";
  const branch = node.attribute.find(({ name }) => name === taken)?.g;
  if (!branch) return context.refuse(said("network.branch-missing", { taken }));
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
