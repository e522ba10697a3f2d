/** @file Recognises a network that gives boxes as a list: one output of boxes, one of their scores. */
import type { ModelProto, NodeProto, ValueInfoProto } from "../onnx.ts";
import { shapeOf } from "../onnx.ts";

export interface BoxesList {
  /** Names of N×boxes×classes and N×boxes×4. */
  readonly scores: string;
  readonly boxes: string;
  /** Numbers of boxes and classes; null where the file leaves them open. */
  readonly count: number | null;
  readonly classes: number | null;
  /** Tensors that are joined to the scores, one for each level; empty where that is not to be seen. */
  readonly parts: readonly string[];
  /** Outputs that may be the scores just as well. */
  readonly others: readonly string[];
}

/** In which order such outputs stand is everybody's own business. */
export function boxesListOf({ graph }: ModelProto): BoxesList | undefined {
  const lists = (graph?.output ?? []).filter((output) => shapeOf(output).length === 3);
  const boxes =
    lists.find((output) => numbersOf(output) === 4 && /box|loc|reg|delta/i.test(output.name)) ??
    lists.find((output) => numbersOf(output) === 4);
  if (!graph || !boxes) return undefined;
  const count = lengthOf(boxes);
  const rest = lists.filter(
    (output) => output !== boxes && (lengthOf(output) === count || lengthOf(output) === null),
  );
  const scores = rest.find(({ name }) => /score|conf|cls|class|prob|logit/i.test(name)) ?? rest[0];
  // One box is no list: a classifier may have such outputs, too.
  if (!scores || (count !== null && count < 2)) return undefined;
  return {
    ...{ scores: scores.name, boxes: boxes.name, count, classes: numbersOf(scores) },
    parts: partsOf(graph.node, scores.name),
    others: rest.filter((output) => output !== scores).map(({ name }) => name),
  };
}

const lengthOf = (output: ValueInfoProto): number | null => shapeOf(output)[1] ?? null;
const numbersOf = (output: ValueInfoProto): number | null => shapeOf(output)[2] ?? null;

/** Operators behind the joint that leave each box where it is. */
const followed = new Set([
  ...["Softmax", "LogSoftmax", "Sigmoid", "Identity", "Cast", "Reshape", "Transpose"],
  ...["Squeeze", "Unsqueeze", "Flatten", "Dropout"],
]);

function partsOf(nodes: readonly NodeProto[], output: string): string[] {
  const makers = new Map(nodes.flatMap((node) => node.output.map((name) => [name, node])));
  let node = makers.get(output);
  for (let steps = 0; node && steps < 32; steps++) {
    if (node.opType === "Concat") return [...node.input];
    if (!followed.has(node.opType)) return [];
    node = makers.get(node.input[0] ?? "");
  }
  return [];
}
