/** @file Networks that know where in the window a position lies, or that read more than one image. */
import { elementTypes } from "../../../../src-core/network/onnx/element-types.ts";
import { typedInfo } from "../builder/info.ts";
import type { Refusal } from "./refusal.ts";

export const addressed: readonly Refusal[] = [
  {
    name: "constant-per-position",
    mentions: ["place", "Add", "13"],
    layers: (graph) =>
      graph
        .op("Add", {}, [graph.random("places", [1, 8, 13, 11], 0.5)], undefined, "place")
        .conv(8, 3)
        .relu()
        .global()
        .flatten()
        .gemm(5),
  },
  {
    name: "coordinates-concatenated",
    mentions: ["locate", "Concat", "13"],
    layers(graph) {
      const batch = graph.emit("Slice", [
        graph.emit("Shape", [graph.here.name]),
        ...[[0], [1]].map((list) => graph.integers(list)),
      ]);
      const target = graph.emit("Concat", [batch, graph.integers([2, 13, 11])], { axis: 0 });
      const grid = graph.emit("Expand", [graph.random("grid", [1, 2, 13, 11], 1), target]);
      const joined = graph.emit("Concat", [graph.here.name, grid], { axis: 1 }, "locate");
      return graph
        .from({ name: joined, shape: [10, 13, 11] })
        .conv(8, 3)
        .relu()
        .global()
        .flatten()
        .gemm(5);
    },
  },
  {
    name: "two-images",
    mentions: ["image", "other"],
    layers(graph) {
      const first = graph.flatten().here;
      graph
        .from({ name: "other", shape: [3, 15, 13] })
        .conv(8, 3)
        .relu();
      return graph.concat(first, graph.flatten().here).gemm(5);
    },
    finish(graph) {
      const model = graph.finish();
      model.graph?.input.push(typedInfo("other", ["batch", 3, 15, 13], elementTypes.float32));
      return model;
    },
  },
];
