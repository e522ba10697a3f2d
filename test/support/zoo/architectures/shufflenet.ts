/** @file ShuffleNet-like: channels split, treated, joined and shuffled. Source: Ma et al. 2018. */
import { makeNode } from "../../../../src-core/network/onnx/node.ts";
import { asList, lengthOf } from "../builder/lengths.ts";
import type { GraphBuilder, Value } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

/** Two halves of the channels: lengths are an attribute before operator set 13, an input from there on. */
function split(graph: GraphBuilder): [Value, Value] {
  const [channels = 0, ...size] = graph.here.shape;
  const lengths = [channels / 2, channels / 2];
  const name = graph.fresh("split");
  const outputs = [`${name}.left`, `${name}.right`];
  const more = graph.opset < 13 ? [] : [graph.integers(lengths)];
  const attributes = { axis: 1, ...(graph.opset < 13 && { split: lengths }) };
  graph.nodes.push(makeNode("Split", name, [graph.here.name, ...more], outputs, attributes));
  const half = (output: string): Value => ({ name: output, shape: [channels / 2, ...size] });
  return [half(`${name}.left`), half(`${name}.right`)];
}

/** The same halves as slices of the channels. */
function slice(graph: GraphBuilder): [Value, Value] {
  const { here } = graph;
  const [channels = 0, ...size] = here.shape;
  const part = (start: number, end: number): Value => {
    const more = [[start], [end], [1]].map((list) => graph.integers(list));
    return graph.from(here).op("Slice", {}, more, [channels / 2, ...size]).here;
  };
  return [part(0, channels / 2), part(channels / 2, channels)];
}

/** Shapes are the window's own numbers. */
function shuffle(graph: GraphBuilder): void {
  const [channels = 0, ...size] = graph.here.shape;
  graph.reshape(2, channels / 2, ...size).transpose([0, 2, 1, 3, 4]);
  graph.reshape(channels, ...size);
}

/** Shapes are read from the map, as PyTorch traces them where height and width are symbolic. */
function computedShuffle(graph: GraphBuilder): void {
  const [channels = 0, ...size] = graph.here.shape;
  const [batch, ...plane] = [0, 2, 3].map((axis) => asList(graph, lengthOf(graph, axis)));
  const reshape = (middle: number[]): GraphBuilder => {
    const lists = [batch ?? "", graph.integers(middle), ...plane];
    const shape = graph.emit("Concat", lists, { axis: 0 });
    return graph.op("Reshape", {}, [shape], [...middle, ...size]);
  };
  reshape([2, channels / 2]).transpose([0, 2, 1, 3, 4]);
  reshape([channels]);
}

interface Unit {
  readonly pad: 0 | 1;
  readonly split: (graph: GraphBuilder) => [Value, Value];
  readonly shuffle: (graph: GraphBuilder) => void;
}

function unit(graph: GraphBuilder, { pad, split: halve, shuffle: mix }: Unit): void {
  const [kept, treated] = halve(graph);
  const channels = treated.shape[0] ?? 0;
  graph.from(treated).conv(channels, 1).relu();
  graph.conv(channels, 3, { pad, group: channels, gain: 1 }).conv(channels, 1).relu();
  const { here } = graph;
  const other = pad === 1 ? kept : graph.from(kept).crop(1).here;
  graph.concat(other, here);
  mix(graph);
}

const layers = (graph: GraphBuilder, how: Unit): GraphBuilder => {
  graph.conv(12, 3, { stride: 2, pad: how.pad }).relu();
  for (let count = 0; count < 3; count++) unit(graph, how);
  return graph.conv(24, 1).relu();
};

export const shufflenet: readonly ZooNetwork[] = [
  network({ name: "shufflenet", window: square(32), channels: 3, opset: 11 }, "padded", (graph) =>
    layers(graph, { pad: 1, split, shuffle: computedShuffle })
      .global()
      .flatten()
      .gemm(10, { gain: 6 }),
  ),
  network(
    { name: "shufflenet-cropped", window: square(25), channels: 3, opset: 13 },
    "exact",
    (graph) => layers(graph, { pad: 0, split, shuffle }).flatten().gemm(10, { gain: 3 }),
  ),
  network(
    { name: "shufflenet-cropped-computed", window: { width: 27, height: 22 }, channels: 3 },
    "exact",
    (graph) =>
      layers(graph, { pad: 0, split: slice, shuffle: computedShuffle })
        .global()
        .flatten()
        .gemm(10, { gain: 6 }),
  ),
];
