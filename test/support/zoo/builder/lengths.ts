/** @file Lengths that the graph itself computes. */
import type { GraphBuilder } from "./graph.ts";

/** Shape → Gather: one length of `here`, as a scalar. */
export const lengthOf = (graph: GraphBuilder, axis: number): string =>
  graph.emit("Gather", [graph.emit("Shape", [graph.here.name]), graph.integers(axis)], { axis: 0 });

/** A scalar as a list of one, so that it can be concatenated. */
export const asList = (graph: GraphBuilder, scalar: string): string =>
  graph.opset < 13
    ? graph.emit("Unsqueeze", [scalar], { axes: [0] })
    : graph.emit("Unsqueeze", [scalar, graph.integers([0])]);
