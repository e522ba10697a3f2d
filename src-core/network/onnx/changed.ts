/** @file Changed copies of what a model is made of, graphs in graphs included. */
import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { create } from "@bufbuild/protobuf";
import type { AttributeProto, GraphProto, NodeProto, ValueInfoProto } from "./model.ts";
import {
  AttributeProtoSchema,
  GraphProtoSchema,
  NodeProtoSchema,
  ValueInfoProtoSchema,
} from "../schema/onnx_pb.ts";

/** A copy with other fields. A plain one would lose the defaults, which lie on the message's prototype. */
const changed = <Schema extends DescMessage>(
  schema: Schema,
  message: MessageShape<Schema>,
  fields: Partial<MessageShape<Schema>>,
): MessageShape<Schema> => Object.assign(create(schema), message, fields);

export const changedNode = (node: NodeProto, fields: Partial<NodeProto>): NodeProto =>
  changed(NodeProtoSchema, node, fields);

export const changedGraph = (graph: GraphProto, fields: Partial<GraphProto>): GraphProto =>
  changed(GraphProtoSchema, graph, fields);

export const changedAttribute = (
  attribute: AttributeProto,
  fields: Partial<AttributeProto>,
): AttributeProto => changed(AttributeProtoSchema, attribute, fields);

export const changedInfo = (
  info: ValueInfoProto,
  fields: Partial<ValueInfoProto>,
): ValueInfoProto => changed(ValueInfoProtoSchema, info, fields);

export const holdsGraphs = ({ attribute }: NodeProto): boolean =>
  attribute.some(({ g, graphs }) => g !== undefined || graphs.length > 0);

/** The node with each graph in it changed; itself where none is. */
export function withGraphs(node: NodeProto, change: (graph: GraphProto) => GraphProto): NodeProto {
  if (!holdsGraphs(node)) return node;
  const attribute = node.attribute.map((each) => {
    if (!each.g && each.graphs.length === 0) return each;
    const graphs = each.graphs.map(change);
    return changedAttribute(each, { graphs, ...(each.g && { g: change(each.g) }) });
  });
  return changedNode(node, { attribute });
}
