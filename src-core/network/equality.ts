/** @file Whether the pass must equal the windows, read off the graph before anything is measured. */
import type { EqualityClass } from "../contract/analysis.ts";
import { pads } from "./context.ts";
import type { FullyConvolutional, Size } from "./convolutionalize.ts";

export interface ExpectedEquality {
  readonly class: EqualityClass;
  readonly reason: string;
}

/** The class with the node that decides it. */
export function expectedEquality(surgery: FullyConvolutional): ExpectedEquality {
  const { layers, window, vertical, horizontal } = surgery;
  const padded = layers.find(pads);
  if (padded)
    return {
      class: "padded",
      reason: `${padded.operator} "${padded.name}" pads: inside the image a cell sees its neighbours where its window saw zeros, so the pass only comes near`,
    };
  const field = receptiveWindow(surgery);
  const ceil = layers.find((layer) => layer.ceil);
  if (field.width > window.width || field.height > window.height)
    return {
      class: "ceil",
      reason: `${ceil?.operator ?? "a pool"} "${ceil?.name ?? ""}" pools in ceil mode: a cell depends on ${horizontal.size}×${vertical.size} pixels, the window has ${window.width}×${window.height}; against windows of ${field.width}×${field.height} it is exact`,
    };
  return {
    class: "exact",
    reason: ceil
      ? `no layer pads, and no ceil-mode pool meets an incomplete position on ${window.width}×${window.height}: each cell depends on its own window alone`
      : "no layer pads or pools in ceil mode: each cell depends on its own window alone",
  };
}

/** The smallest window, with its corner where the cell's window has it, that holds all pixels that a cell depends on. */
export const receptiveWindow = ({ window, vertical, horizontal }: FullyConvolutional): Size => ({
  width: Math.max(window.width, horizontal.offset + horizontal.size),
  height: Math.max(window.height, vertical.offset + vertical.size),
});
