/** @file Recognises a network that gives boxes as a list: one output of boxes, one of their scores. */
import type { ModelProto, ValueInfoProto } from "../onnx/model.ts";
import { shapeOf } from "../onnx/value-info.ts";
import type { LevelConcat } from "./level-concat.ts";
import { levelConcatOf } from "./level-concat.ts";

export interface BoxList {
  /** Names of N×boxes×classes and N×boxes×4. */
  readonly scores: string;
  readonly boxes: string;
  /** Numbers of boxes and classes; null where the file leaves them open. */
  readonly count: number | null;
  readonly classes: number | null;
  /** Where its levels are joined, as far as that is to be seen. */
  readonly concats: readonly LevelConcat[];
  /** Outputs that may be the scores just as well. */
  readonly others: readonly string[];
}

/** In which order such outputs stand is everybody's own business. */
export function boxListOf({ graph }: ModelProto): BoxList | undefined {
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
  const weights = new Set(graph.initializer.map(({ name }) => name));
  const joints = [
    levelConcatOf({ nodes: graph.node, weights }, scores.name, "scores"),
    levelConcatOf({ nodes: graph.node, weights }, boxes.name, "boxes"),
  ];
  return {
    scores: scores.name,
    boxes: boxes.name,
    count,
    classes: numbersOf(scores),
    concats: joints.filter((joint) => joint !== undefined),
    others: rest.filter((output) => output !== scores).map(({ name }) => name),
  };
}

const lengthOf = (output: ValueInfoProto): number | null => shapeOf(output)[1] ?? null;
const numbersOf = (output: ValueInfoProto): number | null => shapeOf(output)[2] ?? null;
