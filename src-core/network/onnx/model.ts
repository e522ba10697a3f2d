/** @file ONNX models, as bytes and as messages. */
import { raw, said } from "../../messages/said.ts";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { InvalidModel } from "./errors.ts";
import type { ModelProto, NodeProto, TensorProto, ValueInfoProto } from "../schema/onnx_pb.ts";
import { ModelProtoSchema } from "../schema/onnx_pb.ts";

export type {
  AttributeProto,
  FunctionProto,
  GraphProto,
  ModelProto,
  NodeProto,
  TensorProto,
  ValueInfoProto,
} from "../schema/onnx_pb.ts";

/** @throws InvalidModel when the bytes are not a ModelProto with a graph */
export function readModel(bytes: Uint8Array): ModelProto {
  let model: ModelProto;
  try {
    model = fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw new InvalidModel(
      said("network.onnx-model-bytes", { bytes: bytes.length, cause: raw(String(cause)) }),
    );
  }
  if (!model.graph || model.graph.node.length === 0)
    throw new InvalidModel(said("network.onnx-model-bytes-holds", { bytes: bytes.length }));
  return model;
}

export function writeModel(model: ModelProto): Uint8Array {
  return toBinary(ModelProtoSchema, model);
}

/** Several times as many as the deepest published classifiers have. */
export const mostNodes = 20_000;

/** Version of the default operator set among those that are imported; undefined where it is not among them. */
export function opsetOf(imports: ModelProto["opsetImport"]): number | undefined {
  const entry = imports.find(({ domain }) => domain === "" || domain === "ai.onnx");
  return entry && Number(entry.version);
}

/** Version of the default operator set that the model imports. */
export const opset = ({ opsetImport }: ModelProto): number => opsetOf(opsetImport) ?? 1;

/** A model of one graph. */
export function makeModel(
  graph: {
    name: string;
    input: ValueInfoProto[];
    output: ValueInfoProto[];
    node: NodeProto[];
    initializer: TensorProto[];
  },
  version: { irVersion: bigint; opset: number },
): ModelProto {
  return create(ModelProtoSchema, {
    irVersion: version.irVersion,
    opsetImport: [{ domain: "", version: BigInt(version.opset) }],
    producerName: "fullconv",
    graph,
  });
}
