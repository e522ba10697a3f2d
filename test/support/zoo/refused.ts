/** @file Networks whose windows a single pass over an image cannot serve: it has to say so, and where. */
import type { ModelProto } from "../../../src-core/network/onnx/model.ts";
import { GraphBuilder } from "./graph.ts";
import { addressed } from "./refused-addresses.ts";
import { gated } from "./refused-gates.ts";
import { reordered } from "./refused-orders.ts";
import { resized } from "./refused-sizes.ts";
import { sequential } from "./refused-sequences.ts";
import { selected } from "./refused-selections.ts";

export interface RefusedNetwork {
  readonly name: string;
  readonly build: () => ModelProto;
  /** What a message has to hold so that a reader finds the place: the node, the operator, a length of its shapes. */
  readonly mentions: readonly string[];
}

/** A refused network as its file writes it. */
export interface Refusal {
  readonly name: string;
  readonly mentions: readonly string[];
  readonly opset?: number;
  /** From a map of 8×13×11 to scores. */
  readonly layers: (graph: GraphBuilder) => GraphBuilder;
  readonly finish?: (graph: GraphBuilder) => ModelProto;
}

const refusals = [...gated, ...sequential, ...reordered, ...addressed, ...resized, ...selected];

export const refused: readonly RefusedNetwork[] = refusals.map((refusal) => ({
  name: refusal.name,
  mentions: refusal.mentions,
  build() {
    const { name, opset = 17, layers, finish } = refusal;
    const graph = new GraphBuilder({ name, opset, window: { width: 13, height: 15 }, channels: 3 });
    layers(graph.conv(8, 3).relu());
    return finish ? finish(graph) : graph.finish();
  },
}));
