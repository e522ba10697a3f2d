/** @file Writes a graph to a file with no more than one of its constants in memory. */
import { create, toBinary } from "@bufbuild/protobuf";
import { closeSync, openSync, writeFileSync } from "node:fs";
import type { TensorProto } from "../../../../src-core/network/onnx/model.ts";
import {
  GraphProtoSchema,
  ModelProtoSchema,
  TensorProtoSchema,
} from "../../../../src-core/network/schema/onnx_pb.ts";
import type { GraphBuilder } from "./graph.ts";

/** Numbers of length-delimited fields. Source: onnx.proto. */
const fields = { graphOfModel: 7, initializerOfGraph: 5, rawDataOfTensor: 9 };

/** The key of a length-delimited field, and its length. Source: Protocol Buffers, "Encoding". */
function lead(field: number, length: number): Uint8Array {
  const bytes = [(field << 3) | 2];
  let rest = length;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Uint8Array.from([...bytes, rest]);
}

/** All of a tensor's bytes but its values. */
function head(tensor: TensorProto): Uint8Array {
  const { name, dims, dataType } = tensor;
  const plain = toBinary(TensorProtoSchema, create(TensorProtoSchema, { name, dims, dataType }));
  const values = lead(fields.rawDataOfTensor, tensor.rawData.length);
  const length = plain.length + values.length + tensor.rawData.length;
  return Buffer.concat([lead(fields.initializerOfGraph, length), plain, values]);
}

/** Every constant is made twice: for the length of the graph, which comes first, and for the file. */
export function writeGraph(path: string, builder: GraphBuilder): void {
  const { graph, ...rest } = builder.frame();
  if (!graph) throw new Error("a model without a graph");
  const frame = toBinary(GraphProtoSchema, graph);
  const length = builder.constants.reduce((sum, { make }) => {
    const tensor = make();
    return sum + head(tensor).length + tensor.rawData.length;
  }, frame.length);
  const file = openSync(path, "w");
  try {
    writeFileSync(file, toBinary(ModelProtoSchema, rest));
    writeFileSync(file, lead(fields.graphOfModel, length));
    writeFileSync(file, frame);
    for (const { make } of builder.constants) {
      const tensor = make();
      writeFileSync(file, head(tensor));
      writeFileSync(file, tensor.rawData);
    }
  } finally {
    closeSync(file);
  }
}
