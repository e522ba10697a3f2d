/** @file Damage to a graph whose file is sound: what a broken exporter or somebody spiteful writes. */
import { create } from "@bufbuild/protobuf";
import type {
  GraphProto,
  ModelProto,
  NodeProto,
  TensorProto,
} from "../../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../../src-core/network/onnx/value-info.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { rules } from "../../../src-core/network/operators/index.ts";
import { refusals } from "../../../src-core/network/graph/refusals.ts";
import { OperatorSetIdProtoSchema } from "../../../src-core/network/schema/onnx_pb.ts";
import { attributeDamage } from "./attributes.ts";
import type { Draw } from "./draw.ts";
import { odd } from "./draw.ts";
import { grown } from "./grown.ts";
import { tensorDamage } from "./tensors.ts";

export type Mutation = (graph: GraphProto, draw: Draw, model: ModelProto) => void;

const strange = (draw: Draw): string =>
  draw.oneOf(
    ...([
      "",
      "../../etc/passwd",
      "a/b\\c",
      "/",
      "\0",
      "\ud800",
      "__proto__",
      "constructor",
    ] as const),
    ...([
      "toString",
      "hasOwnProperty",
      "n".repeat(20_000),
      "名",
      "\u202e",
      "image",
      "scores",
    ] as const),
  );

const node = ({ node: nodes }: GraphProto, draw: Draw): NodeProto | undefined => draw.pick(nodes);

/** A name that the graph has already. */
const used = (graph: GraphProto, draw: Draw): string =>
  draw.pick([
    ...graph.node.flatMap(({ input, output }) => [...input, ...output]),
    ...graph.initializer.map(({ name }) => name),
  ]) ?? "";

const someName = (graph: GraphProto, draw: Draw): string =>
  draw.chance(0.6) ? used(graph, draw) : strange(draw);

const replaceAt = (list: unknown[], draw: Draw, value: unknown): void => {
  if (list.length > 0) list[draw.below(list.length)] = value;
};

const dropOne = (list: unknown[], draw: Draw): void => {
  if (list.length > 0) list.splice(draw.below(list.length), 1);
};

const repeatOne = (list: unknown[], draw: Draw): void => {
  const one = draw.pick(list);
  if (one !== undefined) list.splice(draw.below(list.length + 1), 0, one);
};

function swapTwo(list: unknown[], draw: Draw): void {
  const [a, b] = [draw.below(list.length), draw.below(list.length)];
  [list[a], list[b]] = [list[b], list[a]];
}

const lists = (graph: GraphProto, draw: Draw): unknown[] =>
  draw.oneOf<unknown[]>(
    ...([graph.node, graph.node, graph.initializer, graph.input, graph.output] as const),
    ...([node(graph, draw)?.input ?? [], node(graph, draw)?.output ?? []] as const),
  );

/** One name everywhere, or only where it is made. */
function rename(graph: GraphProto, draw: Draw): void {
  const [old, name] = [used(graph, draw), strange(draw)];
  const everywhere = draw.chance(0.7);
  const renamed = (list: string[]): string[] => list.map((item) => (item === old ? name : item));
  for (const one of graph.node) {
    one.output = renamed(one.output);
    if (everywhere) one.input = renamed(one.input);
  }
  for (const tensor of graph.initializer) if (tensor.name === old) tensor.name = name;
}

function operator(graph: GraphProto, draw: Draw): void {
  const one = node(graph, draw);
  if (!one) return;
  one.opType =
    draw.pick([
      ...rules.keys(),
      ...refusals.keys(),
      ...["Range", "Constant", "If", "", "Nonsense"],
    ]) ?? "";
  if (draw.chance(0.1)) one.domain = draw.oneOf("ai.onnx", "com.microsoft", "ai.onnx.ml", "\0");
}

function versions(_: GraphProto, draw: Draw, model: ModelProto): void {
  const set = (version: bigint, domain = "") =>
    create(OperatorSetIdProtoSchema, { domain, version });
  const fate = draw.number();
  if (fate < 0.2) model.irVersion = odd(draw);
  else if (fate < 0.3) model.opsetImport = [];
  else if (fate < 0.5) model.opsetImport.push(set(odd(draw), strange(draw)));
  else model.opsetImport = [set(draw.chance(0.5) ? odd(draw) : BigInt(draw.from(1, 30)))];
}

function image(graph: GraphProto, draw: Draw): void {
  const rank = draw.from(0, 6);
  const shape = Array.from({ length: rank }, () =>
    draw.chance(0.3) ? "open" : draw.chance(0.4) ? Number(odd(draw)) : draw.from(1, 40),
  );
  const type = draw.chance(0.7) ? 1 : draw.below(30);
  const wide = shape.map((length) =>
    typeof length === "string" || Number.isSafeInteger(length) ? length : 2 ** 52,
  );
  const name = draw.chance(0.8) ? (graph.input[0]?.name ?? "") : strange(draw);
  replaceAt(draw.chance(0.8) ? graph.input : graph.output, draw, makeValueInfo(name, wide, type));
}

/** Two tensors made into one that is computed in a circle, or out of order. */
function circle(graph: GraphProto, draw: Draw): void {
  const one = node(graph, draw);
  if (one) replaceAt(one.input, draw, one.output[0] ?? "");
  if (draw.chance(0.5)) swapTwo(graph.node, draw);
}

/** Constants that are computed, of absurd sizes among others. */
function computed(graph: GraphProto, draw: Draw): void {
  const one = node(graph, draw);
  const source = draw.pick(graph.initializer)?.name ?? "";
  const name = `computed${draw.below(1e6)}`;
  const operators = ["ConstantOfShape", "Range", "Expand", "Gather", "Concat", "Reshape", "Tile"];
  const operatorName = draw.pick([...operators, ...rules.keys()]) ?? "";
  const more = graph.initializer.length > 0 ? [used(graph, draw), source] : [];
  const inputs = [source, ...more].slice(0, draw.from(1, 3));
  const made = makeNode(operatorName, name, inputs, [name], { axis: draw.from(-1, 1) });
  graph.node.unshift(made);
  if (one) replaceAt(one.input, draw, name);
}

const tensor = (graph: GraphProto, draw: Draw): TensorProto | undefined =>
  draw.pick([
    ...graph.initializer,
    ...graph.node.flatMap(({ attribute }) => attribute.flatMap(({ t }) => (t ? [t] : []))),
  ]);

const mutations: readonly [Mutation, ...Mutation[]] = [
  (graph, draw) => {
    dropOne(lists(graph, draw), draw);
  },
  (graph, draw) => {
    repeatOne(lists(graph, draw), draw);
  },
  (graph, draw) => {
    swapTwo(lists(graph, draw), draw);
  },
  (graph, draw) => {
    const one = node(graph, draw);
    replaceAt((draw.chance(0.8) ? one?.input : one?.output) ?? [], draw, someName(graph, draw));
  },
  (graph, draw) => {
    const one = node(graph, draw);
    (draw.chance(0.8) ? one?.input : one?.output)?.push(someName(graph, draw));
  },
  ...[rename, operator, versions, image, circle, computed, grown],
  ...Array<Mutation>(5).fill((graph, draw) => {
    const one = tensor(graph, draw);
    if (one) tensorDamage(one, draw);
  }),
  ...Array<Mutation>(5).fill((graph, draw) => {
    const one = node(graph, draw);
    if (one) attributeDamage(one, draw);
  }),
];

/** One to a few of them, in place. */
export function malform(model: ModelProto, draw: Draw): void {
  const { graph } = model;
  if (!graph) return;
  for (let count = draw.oneOf(1, 1, 1, 2, 3); count > 0; count--)
    draw.oneOf(...mutations)(graph, draw, model);
}
