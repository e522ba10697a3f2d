/** @file One operator with weights or a window, as the rewritten graph has it. */
import type { Value } from "./value.ts";

/** One operator with weights or a window: what `inspect`, cost and equality class are made of. */
export interface Layer {
  readonly name: string;
  readonly operator: string;
  /** What it was before the surgery, when that differs (`Gemm`, `GlobalAveragePool`). */
  readonly was?: string;
  readonly kernel: readonly [height: number, width: number];
  readonly stride: readonly [vertical: number, horizontal: number];
  readonly dilation: readonly [vertical: number, horizontal: number];
  /** Elements added on each side; negative: cut. */
  readonly pads: readonly [top: number, left: number, bottom: number, right: number];
  readonly ceil: boolean;
  readonly parameters: number;
  /** For each cell of the layer's output; a multiply-add counts as two. */
  readonly flopsPerCell: number;
  readonly output: Value;
}

export const pads = (layer: Layer): boolean => layer.pads.some((length) => length > 0);
