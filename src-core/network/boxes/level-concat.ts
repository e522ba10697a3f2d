/** @file Where the levels of a list are joined: the tensors that stand there side by side, and the maps that they come from. */
import type { NodeProto } from "../onnx/model.ts";

/** A Concat behind an output. */
export interface LevelConcat {
  /** Of which of the two lists. */
  readonly of: "scores" | "boxes";
  readonly parts: readonly ConcatInput[];
}

/** What is joined: one level, where the Concat is of levels. */
export interface ConcatInput {
  readonly name: string;
  /** The map that it was before it became a list: what comes before Reshapes and Transposes. */
  readonly map: string;
}

/** Operators that leave each box where it is. */
const followed = new Set([
  ...["Softmax", "LogSoftmax", "Sigmoid", "Identity", "Cast", "Reshape", "Transpose"],
  ...["Squeeze", "Unsqueeze", "Flatten", "Dropout", "Clip"],
]);

/** The same of all boxes, where the other side is a fixed number. */
const scaling = new Set(["Mul", "Div", "Add", "Sub"]);

const mostSteps = 32;

export interface ConstantGraph {
  readonly nodes: readonly NodeProto[];
  /** Names of the weights. */
  readonly weights: ReadonlySet<string>;
}

/** @returns undefined where no Concat is to be seen behind the output */
export function levelConcatOf(
  graph: ConstantGraph,
  output: string,
  of: LevelConcat["of"],
): LevelConcat | undefined {
  const makers = new Map(graph.nodes.flatMap((node) => node.output.map((name) => [name, node])));
  const isFixed = (name: string): boolean =>
    graph.weights.has(name) || makers.get(name)?.opType === "Constant";
  const before = (node: NodeProto): string | undefined => {
    if (followed.has(node.opType)) return node.input[0];
    if (!scaling.has(node.opType)) return undefined;
    const [one, ...more] = node.input.filter((name) => !isFixed(name));
    return more.length > 0 ? undefined : one;
  };
  /** The tensor that a list was before it was one. */
  const origin = (name: string): string => {
    let at = name;
    for (let steps = 0; steps < mostSteps; steps++) {
      const node = makers.get(at);
      const next = node && before(node);
      if (next === undefined) break;
      at = next;
    }
    return at;
  };
  const joint = makers.get(origin(output));
  if (joint?.opType !== "Concat") return undefined;
  return { of, parts: joint.input.map((name) => ({ name, map: origin(name) })) };
}
