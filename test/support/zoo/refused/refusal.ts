import type { ModelProto } from "../../../../src-core/network/onnx/model.ts";
import type { GraphBuilder } from "../builder/graph.ts";

/** A refused network as its file writes it. */
export interface Refusal {
  readonly name: string;
  readonly mentions: readonly string[];
  readonly opset?: number;
  /** From a map of 8×13×11 to scores. */
  readonly layers: (graph: GraphBuilder) => GraphBuilder;
  readonly finish?: (graph: GraphBuilder) => ModelProto;
}
