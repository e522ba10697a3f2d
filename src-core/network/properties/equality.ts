/** @file Whether the pass must equal the windows, read off the graph before anything is measured. */
import type { EqualityClass } from "../../contract/analysis.ts";
import { pads } from "../graph/layer.ts";
import type { FullyConvolutional } from "../surgery/convolutionalize.ts";
import type { Size } from "../../size.ts";
import { printableName } from "../../printable.ts";

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
      reason: `${padded.operator} "${printableName(padded.name)}" pads: inside the image a cell sees its neighbours where its window saw zeros, so the pass only comes near`,
    };
  const ceil = layers.find((layer) => layer.ceil);
  if (vertical.completeCells >= 1 && horizontal.completeCells >= 1)
    return {
      class: "exact",
      reason: ceil
        ? `no layer pads, and no ceil-mode pool meets an incomplete position on ${window.width}×${window.height} that counts: each cell depends on its own window alone`
        : "no layer pads or pools in ceil mode: each cell depends on its own window alone",
    };
  const field = receptiveWindow(surgery);
  const named = `${ceil?.operator ?? "a pool"} "${printableName(ceil?.name ?? "")}" pools in ceil mode`;
  // Behind rows that were cut off, no larger window makes the position complete.
  if (field.width === window.width && field.height === window.height)
    return {
      class: "padded",
      reason: `${named} behind rows or columns that are cut off: its last position is incomplete on the window and complete inside an image, so the pass only comes near`,
    };
  return {
    class: "ceil",
    reason: `${named}: a cell depends on ${horizontal.size}×${vertical.size} pixels, the window has ${window.width}×${window.height}; against windows of ${field.width}×${field.height} it is exact`,
  };
}

/** The smallest window, with its corner where the cell's window has it, that holds all pixels that a cell depends on. */
export const receptiveWindow = ({ window, vertical, horizontal }: FullyConvolutional): Size => ({
  width: Math.max(window.width, horizontal.offset + horizontal.size),
  height: Math.max(window.height, vertical.offset + vertical.size),
});
