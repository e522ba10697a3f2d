/** @file Tensors that are picked and mixed from the places of the window's map by fixed numbers, the same ones for every channel. */
import type { NdArray } from "../ndarray/ndarray.ts";
import type { Operand } from "./value.ts";

/** What an axis holds: the batch, the channels, or elements that are made of places. */
export type AxisKind = "N" | "C" | "P";

/**
 * [Note: places that are picked] Adaptive pools whose lengths do not divide are written as a pick of single places (GatherND with
 * overlapping groups), masks and sums: dozens of nodes, and many times the map's size in between. What they compute is a fixed
 * linear map of the window's places. So it is followed as one, place by place, and written as one convolution when something
 * else than such a step needs its result.
 */
export interface PickedPlaces {
  /** The map that was picked from, N×channels×height×width in the rewritten graph. */
  readonly source: Operand;
  readonly kinds: readonly AxisKind[];
  /**
   * For each of the map's height·width places, row by row, what it adds to each element of the tensor, whose batch and channels
   * are 1 long here.
   */
  readonly shares: readonly NdArray[];
  /** Name of the node that gave it. */
  readonly label: string;
}
