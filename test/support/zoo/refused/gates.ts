/** @file Statistics of the whole map that act back on its positions: every window would need a map of its own. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { Refusal } from "./refusal.ts";

const classify = (graph: GraphBuilder): GraphBuilder => graph.global().flatten().gemm(5);

/** Squeeze and excite. Source: Hu et al. 2018. */
function excite(graph: GraphBuilder): GraphBuilder {
  const { here } = graph;
  graph.global().conv(4, 1).relu().conv(8, 1).op("Sigmoid");
  const gate = graph.here;
  return classify(graph.from(here).as("excite").op("Mul", {}, [gate.name]).conv(8, 3).relu());
}

export const gated: readonly Refusal[] = [
  { name: "squeeze-and-excite", mentions: ["excite", "Mul", "13"], layers: excite },
  {
    name: "mean-back-onto-map",
    mentions: ["rescale", "Mul", "13"],
    layers(graph) {
      const { here } = graph;
      const mean = graph.global().here;
      return classify(graph.from(here).as("rescale").op("Mul", {}, [mean.name]));
    },
  },
  {
    name: "instance-normalization",
    mentions: ["normalise", "InstanceNormalization", "13"],
    layers(graph) {
      const more = [
        graph.random("scale", [8], 0.3, { centre: 1 }),
        graph.random("shift", [8], 0.2),
      ];
      return classify(graph.as("normalise").op("InstanceNormalization", {}, more).conv(8, 3));
    },
  },
  {
    name: "layer-normalization",
    mentions: ["normalise", "LayerNormalization", "13"],
    layers(graph) {
      const more = ["scale", "shift"].map((role) =>
        graph.random(role, [8, 13, 11], 0.3, { centre: 1 }),
      );
      return classify(graph.as("normalise").op("LayerNormalization", { axis: 1 }, more).conv(8, 3));
    },
  },
  {
    name: "softmax-over-positions",
    mentions: ["attend/", "143"],
    layers(graph) {
      const { shape } = graph.here;
      graph.op("Reshape", {}, [graph.integers([-1, 8, 143])], [8, 143], "attend/positions");
      graph.op("Softmax", { axis: 2 }, [], [8, 143], "attend/softmax");
      graph.op("Reshape", {}, [graph.integers([-1, ...shape])], shape, "attend/map");
      return classify(graph.conv(8, 3).relu());
    },
  },
];
