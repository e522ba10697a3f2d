/**
 * @file Networks in double precision, made ones in single precision, as whole images need them: the pass and the windows that
 * it is compared with alike, so that what is compared is alike. That it was done is kept in the model's metadata, for whoever
 * reads it from there on, an imported copy of it included.
 */
import { elementTypeOf, withElementType } from "../onnx/value-info.ts";
import type {
  AttributeProto,
  GraphProto,
  ModelProto,
  NodeProto,
  TensorProto,
  ValueInfoProto,
} from "../onnx/model.ts";
import { dimensions, floatTensor } from "../onnx/tensor.ts";
import { floatsOf } from "../onnx/tensor-values.ts";
import { elementTypes } from "../onnx/element-types.ts";
import {
  changedAttribute,
  changedGraph,
  changedNode,
  holdsGraphs,
  withGraphs,
} from "../onnx/changed.ts";

const { float32, float64 } = elementTypes;
const key = "fullconv.computedInFloat";

/** Whether the file computes its scores in double precision, and this model of it in single. */
export const wasDouble = ({ metadataProps }: ModelProto): boolean =>
  metadataProps.some((property) => property.key === key);

/** @throws InvalidModel for a tensor of doubles that is not what it claims */
export function inSinglePrecision(model: ModelProto): ModelProto {
  const { graph } = model;
  if (!graph || !anyDouble(graph)) return model;
  const told = computesInDouble(graph)
    ? [{ $typeName: "onnx.StringStringEntryProto", key, value: "double" } as const]
    : [];
  const metadataProps = [...model.metadataProps.filter((entry) => entry.key !== key), ...told];
  return { ...model, graph: single(graph), metadataProps };
}

const single = (graph: GraphProto): GraphProto =>
  changedGraph(graph, {
    input: graph.input.map(singleInfo),
    output: graph.output.map(singleInfo),
    // Types that were inferred for doubles would contradict what is computed.
    valueInfo: [],
    initializer: graph.initializer.map(singleTensor),
    node: graph.node.map((node) =>
      makesDouble(node) || holdsGraphs(node)
        ? withGraphs(changedNode(node, { attribute: node.attribute.map(singleAttribute) }), single)
        : node,
    ),
  });

const singleInfo = (info: ValueInfoProto): ValueInfoProto =>
  elementTypeOf(info) === float64 ? withElementType(info, float32) : info;

const singleTensor = (tensor: TensorProto): TensorProto =>
  tensor.dataType === float64
    ? floatTensor(tensor.name, dimensions(tensor), floatsOf(tensor))
    : tensor;

/** Attributes that name a type of elements. */
const typed = new Set(["to", "dtype"]);

const namesDouble = ({ name, i }: AttributeProto): boolean =>
  typed.has(name) && Number(i) === float64;

function singleAttribute(attribute: AttributeProto): AttributeProto {
  const { t } = attribute;
  if (t?.dataType === float64) return changedAttribute(attribute, { t: singleTensor(t) });
  return namesDouble(attribute) ? changedAttribute(attribute, { i: BigInt(float32) }) : attribute;
}

const makesDouble = (node: NodeProto): boolean =>
  node.attribute.some((each) => each.t?.dataType === float64 || namesDouble(each));

function anyDouble({ input, output, initializer, node }: GraphProto): boolean {
  return (
    [...input, ...output].some((info) => elementTypeOf(info) === float64) ||
    initializer.some(({ dataType }) => dataType === float64) ||
    node.some(
      (each) =>
        makesDouble(each) ||
        each.attribute.some(({ g, graphs }) => [...(g ? [g] : []), ...graphs].some(anyDouble)),
    )
  );
}

const readsOf = ({ input }: NodeProto, names: ReadonlySet<string>): boolean =>
  input.some((name) => names.has(name));

/** Lengths are whole numbers, whatever is computed with them. */
const measuring = new Set(["Shape", "Size"]);

/** Whether a node that sees the image's pixels sees doubles as well: those of lengths and scales in between change nothing. */
function computesInDouble({ input, initializer, node }: GraphProto): boolean {
  const constants = new Set(initializer.map(({ name }) => name));
  const pixels = input.filter(({ name }) => !constants.has(name));
  if (pixels.some((info) => elementTypeOf(info) === float64)) return true;
  const doubles = new Set(
    initializer.filter(({ dataType }) => dataType === float64).map(({ name }) => name),
  );
  const seen = new Set(pixels.map(({ name }) => name));
  for (const each of node) {
    const sees = readsOf(each, seen) && !measuring.has(each.opType);
    if (sees && (makesDouble(each) || readsOf(each, doubles))) return true;
    for (const name of each.output)
      if (sees) seen.add(name);
      else if (makesDouble(each) || (each.opType !== "Cast" && readsOf(each, doubles)))
        doubles.add(name);
  }
  return false;
}
