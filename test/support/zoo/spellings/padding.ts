/** @file Pads of every spelling: uneven, automatic, as a node of their own, and negative, which cut. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network } from "../network.ts";

type Sides = readonly [top: number, left: number, bottom: number, right: number];

/** A Pad node: an attribute before operator set 11, inputs from there on. */
function pad(
  graph: GraphBuilder,
  sides: Sides,
  mode?: "reflect" | "edge",
  value?: number,
): GraphBuilder {
  const [top, left, bottom, right] = sides;
  const pads = [0, 0, top, left, 0, 0, bottom, right];
  const { channels, size } = graph.map();
  const shape = [channels, size[0] + top + bottom, size[1] + left + right];
  if (graph.opset < 11)
    return graph.op(
      "Pad",
      { pads, ...(mode && { mode }), value: { float: value ?? 0 } },
      [],
      shape,
    );
  const more = [graph.integers(pads), ...(value === undefined ? [] : [graph.floats(value)])];
  return graph.op("Pad", mode ? { mode } : {}, more, shape);
}

const ways: readonly [
  name: string,
  opset: number,
  equality: ZooNetwork["equality"],
  layers: (graph: GraphBuilder) => GraphBuilder,
][] = [
  [
    "uneven",
    17,
    "padded",
    (graph) =>
      graph
        .conv(8, 3, { pad: [0, 1, 2, 1] })
        .relu()
        .conv(8, 4, { stride: 2, pad: [1, 1, 2, 2] })
        .relu(),
  ],
  [
    "same-upper",
    17,
    "padded",
    (graph) =>
      graph
        .conv(8, 3, { stride: 2, autoPad: "SAME_UPPER" })
        .relu()
        .conv(8, 4, { stride: 2, autoPad: "SAME_UPPER" })
        .relu(),
  ],
  [
    "same-lower",
    11,
    "padded",
    (graph) =>
      graph
        .conv(8, 4, { stride: 2, autoPad: "SAME_LOWER" })
        .relu()
        .maxPool(3, { stride: 2, autoPad: "SAME_LOWER" })
        .conv(8, 3)
        .relu(),
  ],
  [
    "same-idle",
    13,
    "exact",
    (graph) => graph.conv(8, 3, { stride: 2 }).relu().conv(8, 1, { autoPad: "SAME_UPPER" }).relu(),
  ],
  [
    "valid",
    9,
    "exact",
    (graph) =>
      graph
        .conv(8, 3, { stride: 2, autoPad: "VALID" })
        .relu()
        .maxPool(3, { stride: 2, autoPad: "VALID" }),
  ],
  [
    "not-set",
    13,
    "exact",
    (graph) =>
      graph
        .conv(8, [2, 5], { stride: [2, 1] })
        .relu()
        .averagePool(2),
  ],
  ["node-10", 10, "padded", (graph) => pad(graph, [1, 1, 1, 1]).conv(8, 3).relu().maxPool(2)],
  [
    "node-13",
    13,
    "padded",
    (graph) => pad(graph, [1, 0, 2, 1], undefined, 0).conv(8, 3).relu().maxPool(2),
  ],
  [
    "node-value",
    17,
    "padded",
    (graph) => pad(graph, [1, 1, 1, 1], undefined, 0.5).conv(8, 3).relu().maxPool(2),
  ],
  [
    "node-reflect",
    17,
    "padded",
    (graph) => pad(graph, [1, 1, 1, 1], "reflect").conv(8, 3).relu().maxPool(2),
  ],
  [
    "node-idle",
    13,
    "exact",
    (graph) => pad(graph, [0, 0, 0, 0], undefined, 0).conv(8, 3).relu().maxPool(2),
  ],
  [
    "node-cuts",
    13,
    "exact",
    (graph) => pad(graph.conv(8, 3).relu(), [-1, -2, -1, 0], undefined, 0).maxPool(2),
  ],
  [
    "average-excludes",
    13,
    "padded",
    (graph) => graph.conv(8, 3).relu().averagePool(3, { stride: 2, pad: 1 }, false),
  ],
];

export const padding: readonly ZooNetwork[] = ways.map(([name, opset, equality, layers]) =>
  network(
    { name: `pad-${name}`, window: { width: 19, height: 22 }, channels: 2, opset },
    equality,
    (graph) => layers(graph).flatten().gemm(20).relu().gemm(6, { gain: 3 }),
  ),
);
