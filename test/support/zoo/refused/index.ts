/** @file Networks whose windows a single pass over an image cannot serve: it has to say so, and where. */
import type { ModelProto } from "../../../../src-core/network/onnx/model.ts";
import { GraphBuilder } from "../builder/graph.ts";
import { addressed } from "./addresses.ts";
import { gated } from "./gates.ts";
import { reordered } from "./orders.ts";
import { resized } from "./sizes.ts";
import { sequential } from "./sequences.ts";
import { selected } from "./selections.ts";

export interface RefusedNetwork {
  readonly name: string;
  readonly build: () => ModelProto;
  /** What a message has to hold so that a reader finds the place: the node, the operator, a length of its shapes. */
  readonly mentions: readonly string[];
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
