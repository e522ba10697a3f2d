/** @file Weights that lie beside an ONNX file instead of in it. They are read from the file's own folder only. */
import { open, realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, sep } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import type { ModelProto, TensorProto } from "../../src-core/network/onnx.ts";
import { externalData, withValues } from "../../src-core/network/onnx.ts";
import { reason } from "../reason.ts";

/** The model with its weights in it. @throws UserError when a part is missing, too short, or lies elsewhere */
export async function withExternalData(path: string, model: ModelProto): Promise<ModelProto> {
  const { graph } = model;
  if (!graph?.initializer.some((tensor) => externalData(tensor))) return model;
  const folder = await realpath(dirname(path));
  const initializer: TensorProto[] = [];
  for (const tensor of graph.initializer) initializer.push(await filled(path, folder, tensor));
  return { ...model, graph: { ...graph, initializer } };
}

async function filled(path: string, folder: string, tensor: TensorProto): Promise<TensorProto> {
  const external = externalData(tensor);
  if (!external) return tensor;
  const { location, offset } = external;
  const wrong = (why: string): UserError =>
    new UserError(
      "invalid-model",
      `${path}: the values of "${tensor.name}" lie in "${location}": ${why}`,
    );
  if (
    location === "" ||
    isAbsolute(location) ||
    /^[a-z]:/i.test(location) ||
    location.includes("\0")
  )
    throw wrong("that is no file beside the model; only the model's own folder is read");
  const file = await realpath(join(folder, location.replaceAll("\\", sep))).catch(() => {
    throw wrong("it is not there; put it beside the model");
  });
  if (!file.startsWith(folder + sep))
    throw wrong("that is outside of the model's folder, and only that one is read");
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      const length = external.length ?? size - offset;
      if (!(offset >= 0 && length >= 0 && offset + length <= size))
        throw new Error(`bytes ${offset} to ${offset + length} of a file of ${size}`);
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
