/** @file The output of a classifier as one row of scores for each window, whatever axes its file gives it. */
import { has, lengthOf, natural } from "../geometry/layout.ts";
import type { NodeProto, TensorProto } from "../onnx/model.ts";
import { makeNode } from "../onnx/node.ts";
import { integerTensor } from "../onnx/tensor.ts";
import type { WalkOutput } from "./walk.ts";

export interface Rows {
  /** Name of the tensor that is N×classes. */
  readonly name: string;
  readonly nodes: readonly NodeProto[];
  readonly shapes: readonly TensorProto[];
}

/**
 * Nodes that turn an output into N×classes: `[N]`, `[classes]`, classes×N, N×1×classes, N×classes×1×1, or all in one row.
 * What the surgery knows of its axes says which of its elements belong to which window; what is N×classes stays as it is.
 * @param taken names that are in use
 */
export function rowsOf(
  { name, value: { layout, channels } }: WalkOutput,
  taken: Set<string>,
): Rows {
  const [batch = [], classes = []] = layout;
  if (layout.length === 2 && has(batch, "N") && lengthOf(batch) === 1 && natural(classes, channels))
    return { name, nodes: [], shapes: [] };
  const factors = layout.flat();
  const place = factors.findIndex(({ letter }) => letter === "N");
  const before = lengthOf(factors.slice(0, Math.max(place, 0)));
  const after = channels / before;
  const own = (part: string): string => free(`${name}.${part}`, taken);
  const rows = own("rows");
  const shape = integerTensor(own("rows.shape"), [2], [-1, channels]);
  const asRows = (source: string): NodeProto =>
    makeNode("Reshape", rows, [source, shape.name], [rows]);
  // The windows come first, or there is one alone.
  if (before === 1) return { name: rows, nodes: [asRows(name)], shapes: [shape] };
  const [apart, turned] = [own("apart"), own("turned")];
  const parts = integerTensor(own("apart.shape"), [3], [before, -1, after]);
  return {
    name: rows,
    nodes: [
      makeNode("Reshape", apart, [name, parts.name], [apart]),
      makeNode("Transpose", turned, [apart], [turned], { perm: [1, 0, 2] }),
      asRows(turned),
    ],
    shapes: [parts, shape],
  };
}

function free(name: string, taken: Set<string>): string {
  let chosen = name;
  while (taken.has(chosen)) chosen += "_";
  taken.add(chosen);
  return chosen;
}
