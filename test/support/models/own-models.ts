/** @file Files of models as their users have them, for the tests of adding one. */
import { writeModel } from "../../../src-core/network/onnx/model.ts";
import { TensorProto_DataLocation as DataLocation } from "../../../src-core/network/schema/onnx_pb.ts";
import { zoo } from "../zoo/index.ts";
import { refused } from "../zoo/refused/index.ts";

const named = <T extends { readonly name: string }>(all: readonly T[], name: string): T => {
  const found = all.find((network) => network.name === name);
  if (!found) throw new Error(`the zoo has no ${name}`);
  return found;
};

/** An ONNX file of the zoo. */
export const onnxFile = (name: string): Buffer => Buffer.from(writeModel(named(zoo, name).build()));

/** One that no single pass can serve; its message mentions these. */
export const refusedFile = (name: string): { bytes: Buffer; mentions: readonly string[] } => {
  const { build, mentions } = named(refused, name);
  return { bytes: Buffer.from(writeModel(build())), mentions };
};

/** LeNet with its first weights in a file of their own. @param location as the model writes it */
export function withWeightsApart(location: string): { model: Buffer; weights: Buffer } {
  const model = named(zoo, "lenet").build();
  const [first, ...others] = model.graph?.initializer ?? [];
  if (!first || !model.graph) throw new Error("the network has no weights");
  const entry = { $typeName: "onnx.StringStringEntryProto" as const, key: "location" };
  const apart = {
    ...first,
    rawData: new Uint8Array(),
    dataLocation: DataLocation.EXTERNAL,
    externalData: [{ ...entry, value: location }],
  };
  const initializer = [apart, ...others];
  return {
    model: Buffer.from(writeModel({ ...model, graph: { ...model.graph, initializer } })),
    weights: Buffer.from(first.rawData),
  };
}
