/** @file Weights that lie beside an ONNX file instead of in it. They are read from the file's own folder only. */
import type { Message } from "../../../../src-core/messages/template.ts";
import { said, Told } from "../../../../src-core/messages/said.ts";
import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, sep } from "node:path";
import { UserError } from "../../../../src-core/contract/failure.ts";
import type {
  ModelProto,
  NodeProto,
  TensorProto,
} from "../../../../src-core/network/onnx/model.ts";
import { externalData, withValues } from "../../../../src-core/network/onnx/external-data.ts";
import { changedAttribute, changedNode } from "../../../../src-core/network/onnx/changed.ts";
import { bytesOfTensor } from "../../../../src-core/network/onnx/tensor.ts";
import { printableName } from "../../../../src-core/printable.ts";
import { why } from "../../../reason.ts";
import { openRegular } from "../../../files/regular-file.ts";

/** The model with its weights in it. @throws UserError when a part is missing, too short, or lies elsewhere */
export async function withExternalData(path: string, model: ModelProto): Promise<ModelProto> {
  const { graph } = model;
  if (!graph?.initializer.some(isExternal) && !graph?.node.some(holdsExternal)) return model;
  const folder = await realpath(dirname(path));
  const initializer: TensorProto[] = [];
  for (const tensor of graph.initializer) initializer.push(await filled(path, folder, tensor));
  const node: NodeProto[] = [];
  for (const each of graph.node)
    node.push(holdsExternal(each) ? await filledNode(path, folder, each) : each);
  return { ...model, graph: { ...graph, initializer, node } };
}

/** Files that hold weights of it, as it names them; each once, in the order of their names. */
export function filesBeside({ graph }: ModelProto): string[] {
  const inNodes = (graph?.node ?? []).flatMap(({ attribute }) => attribute.map(({ t }) => t));
  const locations = [...(graph?.initializer ?? []), ...inNodes].map(
    (tensor) => tensor && externalData(tensor)?.location,
  );
  return [...new Set(locations)].filter((name) => name !== undefined).sort();
}

const isExternal = (tensor: TensorProto): boolean => externalData(tensor) !== undefined;

/** A Constant node may have its tensor elsewhere, too. */
const holdsExternal = ({ attribute }: NodeProto): boolean =>
  attribute.some(({ t }) => t && isExternal(t));

async function filledNode(path: string, folder: string, node: NodeProto): Promise<NodeProto> {
  const attribute: NodeProto["attribute"] = [];
  for (const each of node.attribute)
    attribute.push(
      each.t ? changedAttribute(each, { t: await filled(path, folder, each.t) }) : each,
    );
  return changedNode(node, { attribute });
}

async function filled(path: string, folder: string, tensor: TensorProto): Promise<TensorProto> {
  const external = externalData(tensor);
  if (!external) return tensor;
  const { location } = external;
  const wrong = (why: Message): UserError =>
    new UserError(
      "invalid-model",
      said("models.values-lie", {
        path,
        name: printableName(tensor.name),
        location: printableName(location),
        why,
      }),
    );
  if (
    location === "" ||
    isAbsolute(location) ||
    /^[a-z]:/i.test(location) ||
    location.includes("\0")
  )
    throw wrong(said("models.no-file-beside-model"));
  const count = (name: "offset" | "length", text: string): number => {
    if (!/^[0-9]{1,15}$/.test(text))
      throw wrong(said("models.number-bytes-needed", { name, text: printableName(text, 40) }));
    return Number(text);
  };
  const offset = count("offset", external.offset);
  const stated = external.length === undefined ? undefined : count("length", external.length);
  const needed = bytesOfTensor(tensor);
  if (stated !== undefined && needed !== undefined && stated !== needed)
    throw wrong(said("models.stated-bytes", { stated, needed }));
  const file = await realpath(join(folder, location.replaceAll("\\", sep))).catch(() => {
    throw wrong(said("models.there-put-beside-model"));
  });
  if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep))
    throw wrong(said("models.outside-model-folder-only"));
  try {
    const handle = await openRegular(file);
    try {
      const { size } = await handle.stat();
      const length = stated ?? needed ?? size - offset;
      if (!(length >= 0 && offset + length <= size))
        throw new Told(said("models.bytes-needed", { offset, end: offset + length, size }));
      const rawData = new Uint8Array(length);
      const { bytesRead } = await handle.read(rawData, 0, length, offset);
      if (bytesRead !== length) throw new Told(said("models.bytes-read", { bytesRead, length }));
      return withValues(tensor, rawData);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw wrong(why(cause));
  }
}
