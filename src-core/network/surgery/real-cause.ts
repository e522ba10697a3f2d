/**
 * @file What a refused node is a part of: the node at which the walk ends is often only the first of several that together are
 * attention, a position embedding, or group normalisation.
 */
import type { Message } from "../../messages/template.ts";
import { said } from "../../messages/said.ts";
import { printableName } from "../../printable.ts";
import type { WalkState } from "../graph/rule-context.ts";
import type { NodeProto } from "../onnx/model.ts";
import { refusals } from "../graph/refusals.ts";
import { dimensions } from "../onnx/tensor.ts";

/** Nodes between the products of attention and its softmax: scales, masks, casts, and what arranges heads. */
const between = new Set([
  ...["Div", "Mul", "Add", "Where", "Cast", "Reshape", "Transpose", "Dropout", "Identity", "Clip"],
  ...["Squeeze", "Unsqueeze"],
]);
const farthest = 8;

/** Of a network's softmaxes; the first one is enough to name attention. */
const mostLooked = 32;

class Neighbours {
  readonly makers = new Map<string, NodeProto>();
  readonly readers = new Map<string, NodeProto[]>();
  readonly nodes: readonly NodeProto[];
  private readonly constants: ReadonlySet<string>;

  constructor(nodes: readonly NodeProto[], { constants }: WalkState) {
    this.nodes = nodes;
    this.constants = new Set(constants.keys());
    for (const node of nodes) {
      for (const name of node.output) this.makers.set(name, node);
      for (const name of node.input) {
        const readers = this.readers.get(name);
        if (readers) readers.push(node);
        else this.readers.set(name, [node]);
      }
    }
  }

  before = (node: NodeProto): NodeProto[] =>
    node.input.flatMap((name) => this.makers.get(name) ?? []);

  after = (node: NodeProto): NodeProto[] =>
    node.output.flatMap((name) => this.readers.get(name) ?? []);

  /** A product of two tensors, neither of which is a constant. */
  isProduct = ({ opType, input }: NodeProto): boolean =>
    (opType === "MatMul" || opType === "Einsum") &&
    input.every(
      (name) => !this.constants.has(name) && this.makers.get(name)?.opType !== "Constant",
    );

  /** The first product on the way, over nodes that only scale or arrange. */
  product(from: NodeProto, step: (node: NodeProto) => NodeProto[]): NodeProto | undefined {
    let here = step(from);
    for (let length = 0; length < farthest && here.length > 0; length++) {
      const found = here.find(this.isProduct);
      if (found) return found;
      here = [...new Set(here.filter(({ opType }) => between.has(opType)).flatMap(step))];
    }
    return undefined;
  }

  /** Whether one node's result is needed for another. */
  reaches(from: NodeProto, to: NodeProto): boolean {
    const seen = new Set([from]);
    for (const node of seen) {
      if (node === to) return true;
      for (const next of this.after(node)) seen.add(next);
    }
    return false;
  }
}

/** @returns undefined where the node itself is all that there is to say */
export function realCause(
  node: NodeProto,
  nodes: readonly NodeProto[],
  state: WalkState,
): Message | undefined {
  // These say themselves what they are.
  if (refusals.has(node.opType) && node.opType !== "InstanceNormalization") return undefined;
  const neighbours = new Neighbours(nodes, state);
  if (isGroupNormalization(node, neighbours)) return said("network.part-of-group-normalisation");
  const attention = attentionBehind(node, neighbours);
  const name = printableName(attention ?? "");
  const then = attention ? said("network.attention-follows", { name }) : "";
  if (isPositionEmbedding(node, state)) return said("network.position-embedding", { then });
  return attention === undefined ? undefined : said("network.part-of-attention", { name });
}

function isGroupNormalization(node: NodeProto, { before, after }: Neighbours): boolean {
  const isReshape = ({ opType }: NodeProto): boolean => opType === "Reshape";
  if (node.opType === "InstanceNormalization")
    return before(node).some(isReshape) && after(node).some(isReshape);
  return isReshape(node) && after(node).some(({ opType }) => opType === "InstanceNormalization");
}

function isPositionEmbedding(
  { opType, input }: NodeProto,
  { constants, values }: WalkState,
): boolean {
  if (opType !== "Add") return false;
  const constant = input.map((name) => constants.get(name)).find(Boolean);
  const value = input.map((name) => values.get(name)).find(Boolean);
  if (!constant || !value) return false;
  // More than one axis that is longer than one: places, and what is added to each.
  const long = dimensions(constant).filter((length) => length > 1);
  return long.length >= 2 || (long[0] ?? 1) > value.channels;
}

/** Name of the softmax of attention that needs the node, or is it. */
function attentionBehind(node: NodeProto, neighbours: Neighbours): string | undefined {
  const all = neighbours.nodes.filter(({ opType }) => opType === "Softmax");
  for (const softmax of all.slice(0, mostLooked)) {
    const first = neighbours.product(softmax, neighbours.before);
    const second = neighbours.product(softmax, neighbours.after);
    if (first && second && neighbours.reaches(node, second))
      return softmax.name || (softmax.output[0] ?? "");
  }
  return undefined;
}
