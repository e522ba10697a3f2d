/** @file Weights that lie beside an ONNX file instead of in it. They are read from the file's own folder only. */
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
import { reason } from "../../../reason.ts";
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
  const wrong = (why: string): UserError =>
    new UserError(
      "invalid-model",
      `${path}: the values of "${printableName(tensor.name)}" lie in "${printableName(location)}": ${why}`,
    );
  if (
    location === "" ||
    isAbsolute(location) ||
    /^[a-z]:/i.test(location) ||
    location.includes("\0")
  )
    throw wrong("that is no file beside the model; only the model's own folder is read");
  const count = (name: "offset" | "length", text: string): number => {
    if (!/^[0-9]{1,15}$/.test(text))
      throw wrong(`its ${name} is "${printableName(text, 40)}", a number of bytes is needed`);
    return Number(text);
  };
  const offset = count("offset", external.offset);
  const said = external.length === undefined ? undefined : count("length", external.length);
  const needed = bytesOfTensor(tensor);
  if (said !== undefined && needed !== undefined && said !== needed)
    throw wrong(`it is said to have ${said} bytes there, its shape needs ${needed}`);
  const file = await realpath(join(folder, location.replaceAll("\\", sep))).catch(() => {
    throw wrong("it is not there; put it beside the model");
  });
  if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep))
    throw wrong("that is outside of the model's folder, and only that one is read");
  try {
    const handle = await openRegular(file);
    try {
      const { size } = await handle.stat();
      const length = said ?? needed ?? size - offset;
      if (!(length >= 0 && offset + length <= size))
        throw new Error(`bytes ${offset} to ${offset + length} are needed of a file of ${size}`);
      const rawData = new Uint8Array(length);
      const { bytesRead } = await handle.read(rawData, 0, length, offset);
      if (bytesRead !== length) throw new Error(`${bytesRead} of ${length} bytes read`);
      return withValues(tensor, rawData);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw wrong(reason(cause));
  }
}
