/**
 * @file Adaptive pools whose lengths do not divide, as PyTorch's exporter writes them (single places picked, masked and summed)
 * and as people spell them out (parts of the map, joined). Source: `torch/_decomp`, `adaptive_avg_pool2d`.
 */
import type { GraphBuilder, Value } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network } from "../network.ts";

/** 8 rows and 7 columns. */
const features = (graph: GraphBuilder): GraphBuilder => graph.conv(6, 5).relu();

interface Groups {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Places in the longest of them. */
  readonly longest: number;
}

function groups(length: number, count: number): Groups {
  const indices = Array.from({ length: count }, (_, i) => i);
  const starts = indices.map((i) => Math.floor((i * length) / count));
  const ends = indices.map((i) => Math.ceil(((i + 1) * length) / count));
  return { starts, ends, longest: Math.max(...ends.map((end, i) => end - (starts[i] ?? 0))) };
}

/** For each group its places, those beyond its end repeated from inside the map, and whether they are beyond it. */
const listed = ({ starts, ends, longest }: Groups, length: number) =>
  starts.flatMap((start, group) =>
    Array.from({ length: longest }, (_, i) => ({
      place: Math.min(start + i, length - 1),
      beyond: start + i >= (ends[group] ?? 0),
    })),
  );

const transposed = (graph: GraphBuilder, source: string, perm: readonly number[]): string =>
  graph.emit("Transpose", [source], { perm });

/** GatherND on H×W×N×C, masks, one Add for each place, and the division by their number. */
function picked(graph: GraphBuilder, rows: number, columns: number): GraphBuilder {
  const { channels, size } = graph.map();
  const [down, right] = [groups(size[0], rows), groups(size[1], columns)];
  const [ys, xs] = [listed(down, size[0]), listed(right, size[1])];
  const indices = ys.flatMap((y) => xs.flatMap((x) => [y.place, x.place]));
  const shape = [rows, down.longest, columns, right.longest];
  const list = graph.integers(indices);
  const where = graph.emit("Reshape", [list, graph.integers([...shape, 2])]);
  const planes = transposed(graph, graph.here.name, [2, 3, 0, 1]);
  let all = transposed(graph, graph.emit("GatherND", [planes, where]), [4, 5, 0, 1, 2, 3]);
  const zero = graph.floats(0);
  for (const [axes, along] of [
    [[rows, down.longest, 1, 1], ys],
    [[columns, right.longest], xs],
  ] as const) {
    const flags = graph.floats(
      along.map(({ beyond }) => (beyond ? 1 : 0)),
      axes,
    );
    all = graph.emit("Where", [graph.emit("Greater", [flags, zero]), zero, all]);
  }
  const pick = (source: string, index: number, axis: number): string =>
    graph.emit("Gather", [source, graph.integers(index)], { axis });
  const parts = Array.from({ length: down.longest }, (_, y) => pick(all, y, 3)).flatMap((row) =>
    Array.from({ length: right.longest }, (_, x) => pick(row, x, 4)),
  );
  const sum = parts.reduce((a, b) => graph.emit("Add", [a, b]));
  const counts = down.starts.flatMap((start, i) =>
    right.starts.map((left, j) => ((down.ends[i] ?? 0) - start) * ((right.ends[j] ?? 0) - left)),
  );
  const mean = graph.emit("Div", [sum, graph.floats(counts, [rows, columns])]);
  return graph.from({ name: mean, shape: [channels, rows, columns] });
}

/** Groups of one length need no mask: a mean over two axes. 8 rows and 7 columns as 3×3, three places each. */
function pickedMean(graph: GraphBuilder): GraphBuilder {
  const { channels, size } = graph.map();
  const of = (starts: readonly number[]): number[] =>
    starts.flatMap((start) => [start, start + 1, start + 2]);
  const indices = of([0, 2, 5]).flatMap((y) => of([0, 2, 4]).map((x) => y * size[1] + x));
  // From rows and columns on one axis, as older exporters flatten them.
  graph.reshape(channels, size[0] * size[1]);
  const lengths = graph.integers([3, 3, 3, 3]);
  const where = graph.emit("Reshape", [graph.integers(indices), lengths]);
  const all = graph.emit("Gather", [graph.here.name, where], { axis: 2 });
  const mean = graph.emit("ReduceMean", [all], { axes: [-3, -1], keepdims: 0 });
  return graph.from({ name: mean, shape: [channels, 3, 3] });
}

/** Parts of the map, each taken together, joined along rows and columns. */
function spelled(graph: GraphBuilder, operator: "ReduceMean" | "ReduceMax"): GraphBuilder {
  const { here } = graph;
  const { channels, size } = graph.map();
  const [ys, xs] = [groups(size[0], 3), groups(size[1], 2)];
  const part = (source: Value, axis: 2 | 3, { starts, ends }: Groups, i: number): string => {
    const bounds = [starts[i] ?? 0, ends[i] ?? 0, axis].map((each) => graph.integers([each]));
    const cut = graph.emit("Slice", [source.name, ...bounds]);
    return graph.emit(operator, [cut], { axes: [axis], keepdims: 1 });
  };
  const joined = (source: Value, axis: 2 | 3, along: Groups, shape: number[]): Value => {
    const parts = along.starts.map((_, i) => part(source, axis, along, i));
    return { name: graph.emit("Concat", parts, { axis }), shape };
  };
  const rows = joined(here, 2, ys, [channels, 3, size[1]]);
  return graph.from(joined(rows, 3, xs, [channels, 3, 2]));
}

const pools: readonly [name: string, pool: (graph: GraphBuilder) => GraphBuilder][] = [
  ["picked", (graph) => picked(graph, 5, 3)],
  ["picked-finer", (graph) => picked(graph, 9, 2)],
  ["picked-normalised", (graph) => picked(graph, 3, 5).relu().batchNorm().relu()],
  ["picked-twice", (graph) => picked(picked(graph, 5, 5), 2, 3)],
  ["picked-mean", pickedMean],
  ["spelled-mean", (graph) => spelled(graph, "ReduceMean")],
  ["spelled-max", (graph) => spelled(graph, "ReduceMax")],
];

export const adaptive: readonly ZooNetwork[] = pools.map(([name, pool]) =>
  network(
    { name: `adaptive-${name}`, window: { width: 11, height: 12 }, channels: 2 },
    "exact",
    (graph) => pool(features(graph)).flatten().gemm(5, { gain: 4 }),
  ),
);
