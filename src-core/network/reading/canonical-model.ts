/** @file What a file may be written like, brought to the one form that the walk reads: no functions, in order, no doubles. */
import { said } from "../../messages/said.ts";
import { printableName } from "../../printable.ts";
import { InvalidModel } from "../onnx/errors.ts";
import type { ModelProto } from "../onnx/model.ts";
import { inlined } from "./functions.ts";
import { topologicallySorted } from "./topological-order.ts";
import { inSinglePrecision } from "./single-precision.ts";

/**
 * The same network; the same object where nothing has to be done.
 * @param model with its weights in it
 * @throws InvalidModel where its functions or its nodes go in circles, or its constants are stored in a form that is not read
 */
export function canonicalModel(model: ModelProto): ModelProto {
  const [sparse] = model.graph?.sparseInitializer ?? [];
  if (sparse) refuseSparse(sparse.values?.name ?? "", model.graph?.sparseInitializer.length ?? 0);
  const flat = inlined(model);
  const graph = flat.graph && topologicallySorted(flat.graph);
  return inSinglePrecision(graph === flat.graph || !graph ? flat : { ...flat, graph });
}

function refuseSparse(name: string, count: number): never {
  throw new InvalidModel(
    said("network.constant-stored-sparse-tensor", {
      name: printableName(name),
      more: count > 1 ? said("network.and-more-sparse", { count: count - 1 }) : "",
    }),
  );
}
