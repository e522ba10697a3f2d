/** @file Networks that read a map as a sequence of positions. */
import { asList, lengthOf } from "../builder/lengths.ts";
import type { GraphBuilder } from "../builder/graph.ts";
import type { Refusal } from "./refusal.ts";

const positions = 143;

/** Batch × channels × positions. */
const sequence = (graph: GraphBuilder, name: string, channels = 8): GraphBuilder =>
  graph.op("Reshape", {}, [graph.integers([-1, channels, positions])], [channels, positions], name);

function lstm(graph: GraphBuilder): GraphBuilder {
  sequence(graph, "recurrent/sequence");
  // Positions × batch × channels, as LSTM reads them.
  const order = graph.emit("Transpose", [graph.here.name], { perm: [2, 0, 1] }, "recurrent/order");
  const weights = [graph.random("w", [1, 24, 8], 0.3), graph.random("r", [1, 24, 6], 0.3)];
  const all = graph.emit("LSTM", [order, ...weights], { hidden_size: 6 }, "recurrent/lstm");
  const last = graph.emit("Gather", [all, graph.integers(positions - 1)], { axis: 0 });
  // Direction × batch × units.
  const axes = graph.integers([0]);
  const vector = graph.emit("Squeeze", [last, axes], {}, "recurrent/last");
  return graph.from({ name: vector, shape: [6] }).gemm(5);
}

function attention(graph: GraphBuilder): GraphBuilder {
  const entry = graph.here;
  const [query, key, value] = ["query", "key", "value"].map((role) => {
    graph.from(entry).conv(8, 1, { gain: 1 });
    return sequence(graph, `attention/${role}`).here.name;
  });
  const turned = graph.emit("Transpose", [query ?? ""], { perm: [0, 2, 1] }, "attention/turned");
  const scores = graph.emit("MatMul", [turned, key ?? ""], {}, "attention/scores");
  const shares = graph.emit("Softmax", [scores], { axis: -1 }, "attention/softmax");
  const columns = graph.emit("Transpose", [shares], { perm: [0, 2, 1] }, "attention/columns");
  const mixed = graph.emit("MatMul", [value ?? "", columns], {}, "attention/mixed");
  const back = graph.emit("Reshape", [mixed, graph.integers([-1, 8, 13, 11])], {}, "attention/map");
  return graph.from({ name: back, shape: entry.shape }).add(entry).global().flatten().gemm(5);
}

/** A learned token before the positions, positions added, and the token's row read. Source: Dosovitskiy et al. 2021. */
function vision(graph: GraphBuilder): GraphBuilder {
  graph.from(graph.image).conv(8, 3, { stride: 2 });
  const count = graph.length() / 8;
  const batch = asList(graph, lengthOf(graph, 0));
  const target = graph.emit("Concat", [batch, graph.integers([1, 8])], { axis: 0 });
  const token = graph.emit(
    "Expand",
    [graph.random("token", [1, 1, 8], 0.5), target],
    {},
    "tokens/class",
  );
  const patches = graph.emit(
    "Reshape",
    [graph.here.name, graph.integers([-1, 8, count])],
    {},
    "tokens/patches",
  );
  const rows = graph.emit("Transpose", [patches], { perm: [0, 2, 1] }, "tokens/rows");
  const all = graph.emit("Concat", [token, rows], { axis: 1 }, "tokens/concat");
  const placed = graph.emit(
    "Add",
    [all, graph.random("places", [1, count + 1, 8], 0.3)],
    {},
    "tokens/placed",
  );
  const turned = graph.emit("Transpose", [placed], { perm: [0, 2, 1] }, "tokens/turned");
  const scores = graph.emit("MatMul", [placed, turned], {}, "tokens/attention");
  const shares = graph.emit("Softmax", [scores], { axis: -1 }, "tokens/softmax");
  const mixed = graph.emit("MatMul", [shares, placed], {}, "tokens/mixed");
  const first = graph.emit("Gather", [mixed, graph.integers(0)], { axis: 1 }, "tokens/first");
  return graph.from({ name: first, shape: [8] }).gemm(5);
}

export const sequential: readonly Refusal[] = [
  { name: "lstm", mentions: ["recurrent/"], layers: lstm },
  { name: "attention", mentions: ["attention/", "143"], layers: attention },
  { name: "class-token", mentions: ["tokens/", "42"], layers: vision },
];
