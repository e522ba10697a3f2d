/** @file Elements put in an order that is no map's. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { Refusal } from "./refusal.ts";

const classify = (graph: GraphBuilder): GraphBuilder => graph.global().flatten().gemm(5);

/** A crop to 12 rows, so that they can be halved. */
const even = (graph: GraphBuilder): GraphBuilder => graph.conv(8, [2, 1]).relu();

export const reordered: readonly Refusal[] = [
  {
    name: "height-split-into-channels",
    mentions: ["halve", "Reshape", "12"],
    layers: (graph) =>
      classify(
        even(graph)
          .op("Reshape", {}, [graph.integers([-1, 16, 6, 11])], [16, 6, 11], "halve")
          .conv(8, 3),
      ),
  },
  {
    name: "rows-and-columns-exchanged",
    mentions: ["exchange", "Reshape", "13", "11"],
    layers: (graph) =>
      classify(
        graph
          .op("Reshape", {}, [graph.integers([-1, 8, 11, 13])], [8, 11, 13], "exchange")
          .conv(8, 3),
      ),
  },
  {
    name: "batch-takes-rows",
    mentions: ["strips", "Reshape", "13"],
    layers(graph) {
      graph.op("Reshape", {}, [graph.integers([-1, 8, 1, 11])], [8, 1, 11], "strips");
      classify(graph.conv(8, [1, 3]));
      return graph.op("Reshape", {}, [graph.integers([-1, 65])], [65]);
    },
  },
  {
    name: "mirrored",
    mentions: ["mirror", "Slice", "11"],
    layers(graph) {
      const more = [[-1], [-(2 ** 31)], [3], [-1]].map((list) => graph.integers(list));
      return classify(graph.as("mirror").op("Slice", {}, more).conv(8, 3).relu().conv(8, [11, 9]));
    },
  },
];
