/** @file Nodes on the host: constants, and the few numbers that shapes are computed with. */
import { ConstantBudget } from "../../../src-core/network/graph/constant-budget.ts";
import { Context } from "../../../src-core/network/graph/rule-context.ts";
import { UnsupportedOperator } from "../../../src-core/network/onnx/errors.ts";
import { folds } from "../../../src-core/network/folding/index.ts";
import { missing } from "../../../src-core/network/folding/rule.ts";
import type { NdArray } from "../../../src-core/network/ndarray/ndarray.ts";
import type { NodeProto } from "../../../src-core/network/onnx/model.ts";
import { elementCount } from "../../../src-core/network/onnx/tensor.ts";
import { Unsupported } from "./unsupported.ts";

/** Most numbers that are computed here in every run: more than that is a job for the device. */
const most = 4096;

/** What makes much of little. */
const growing = new Set(["Expand", "ConstantOfShape", "Range"]);

/** A node of constants. @returns null where no rule computes it @throws Unsupported where it cannot be */
export function fold(node: NodeProto, inputs: readonly (NdArray | undefined)[]): NdArray | null {
  const rule = folds.get(node.opType);
  if (!rule) return null;
  try {
    return rule(
      contextOf(node),
      inputs.map((input) => input ?? missing),
    );
  } catch (cause) {
    if (cause instanceof UnsupportedOperator) throw new Unsupported(node, cause.message);
    throw cause;
  }
}

/** The same for what an image's shape gave. @returns null where the device had better do it */
export function compute(node: NodeProto, inputs: readonly (NdArray | undefined)[]): NdArray | null {
  const given = inputs.reduce((sum, input) => sum + (input?.values.length ?? 0), 0);
  if (given > most || (growing.has(node.opType) && !(grown(node, inputs) <= most))) return null;
  return fold(node, inputs);
}

function grown({ opType }: NodeProto, inputs: readonly (NdArray | undefined)[]): number {
  const [first = [], second = []] = inputs.map((input) => Array.from(input?.values ?? []));
  if (opType === "Range") return (second[0] ?? NaN) - (first[0] ?? NaN);
  return elementCount(opType === "Expand" ? second : first);
}

/** The rules ask for their node alone: there is no walk here. */
const contextOf = (node: NodeProto): Context =>
  new Context(node, {
    opset: 0,
    targetOpset: 0,
    aTrous: false,
    window: { width: 1, height: 1 },
    constants: new Map(),
    dequantizedBy: new Map(),
    restored: new Set(),
    values: new Map(),
    picked: new Map(),
    names: new Map(),
    usedNames: new Set(),
    nameCounts: new Map(),
    nodes: [],
    layers: [],
    initializers: new Map(),
    budget: new ConstantBudget(Infinity, Infinity),
  });
