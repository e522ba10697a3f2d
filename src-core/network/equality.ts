/** @file Whether the pass must equal the windows, read off the graph before anything is measured. */
import type { EqualityClass } from "../contract/analysis.ts";
import type { FullyConvolutional } from "./convolutionalize.ts";

export interface ExpectedEquality {
  readonly class: EqualityClass;
  readonly reason: string;
}

/** The class with the node that decides it. */
export function expectedEquality({
  layers,
  window,
  vertical,
  horizontal,
}: FullyConvolutional): ExpectedEquality {
  const padded = layers.find((layer) => layer.padded);
  if (padded)
    return {
      class: "padded",
      reason: `${padded.operator} "${padded.name}" pads: inside the image a cell sees its neighbours where its window saw zeros, so the pass only comes near`,
    };
  const ceil = layers.find((layer) => layer.ceil);
  if (ceil && (horizontal.size > window.width || vertical.size > window.height))
    return {
      class: "ceil",
      reason: `${ceil.operator} "${ceil.name}" pools in ceil mode: a cell depends on ${horizontal.size}×${vertical.size} pixels, the window has ${window.width}×${window.height}; against ${horizontal.size}×${vertical.size} windows it is exact`,
    };
  return {
    class: "exact",
    reason: "no layer pads or pools in ceil mode: each cell depends on its own window alone",
  };
}
