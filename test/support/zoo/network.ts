/** @file What is known of a network of the zoo. */
import type { ModelProto } from "../../../src-core/network/onnx/model.ts";
import type { Size } from "../../../src-core/size.ts";
import type { GraphPlan } from "./builder/graph.ts";
import { GraphBuilder } from "./builder/graph.ts";

export interface ZooNetwork {
  readonly name: string;
  readonly build: () => ModelProto;
  readonly window: Size;
  readonly channels: number;
  readonly layout: "NCHW" | "NHWC";
  readonly opset: number;
  /** What a whole-image pass can promise. */
  readonly equality: "exact" | "ceil" | "padded";
  /** Pixels that a cell depends on, where pools in ceil mode look past the window. */
  readonly receptiveField?: Size;
  /** Type of the input and the output. */
  readonly type: "float32" | "float16";
  /** Largest difference between scores that rounding explains. */
  readonly tolerance: number;
}

export const square = (side: number): Size => ({ width: side, height: side });

/** A network by its layers, which leave the builder at the scores. */
export function network(
  plan: GraphPlan,
  equality: ZooNetwork["equality"],
  layers: (graph: GraphBuilder) => GraphBuilder,
  more: { readonly receptiveField?: Size; readonly tolerance?: number } = {},
): ZooNetwork {
  const { name, window, channels, layout = "NCHW", opset = 17, type = "float32" } = plan;
  const build = (): ModelProto => layers(new GraphBuilder(plan)).finish();
  return { name, build, window, channels, layout, opset, equality, type, tolerance: 1e-4, ...more };
}
