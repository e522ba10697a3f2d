/** @file Half precision, throughout or inside alone. */
import { elementTypes } from "../../../../src-core/network/onnx/element-types.ts";
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

const layers = (graph: GraphBuilder): GraphBuilder =>
  graph
    .conv(6, 5)
    .relu()
    .maxPool(2)
    .conv(12, 3)
    .relu()
    .flatten()
    .gemm(24)
    .relu()
    .gemm(8, { gain: 3 });

function cast(graph: GraphBuilder, to: "float16" | "float32"): GraphBuilder {
  graph.type = to;
  return graph.op("Cast", { to: elementTypes[to] });
}

/** Half precision has steps of 1e-3 from 1 and of 2e-3 from 2 on. */
const rounded = { tolerance: 1e-2 };

export const half: readonly ZooNetwork[] = [
  network(
    { name: "half", window: square(20), channels: 1, type: "float16" },
    "exact",
    layers,
    rounded,
  ),
  network(
    { name: "half-inside", window: square(20), channels: 3 },
    "exact",
    (graph) => cast(layers(cast(graph, "float16")), "float32").softmax(),
    rounded,
  ),
  network(
    { name: "half-until-softmax", window: square(20), channels: 1, type: "float16" },
    "exact",
    (graph) => cast(cast(layers(graph), "float32").softmax(), "float16"),
    rounded,
  ),
];
