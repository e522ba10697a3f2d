/** @file The cells of a score map that stand for windows of the image. */
import { said } from "../../../src-core/messages/said.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { FullyConvolutional } from "../../../src-core/network/surgery/convolutionalize.ts";
import type { Size } from "../../../src-core/size.ts";
import type { Detector, Level } from "../../../src-core/network/surgery/detector.ts";
import { pads } from "../../../src-core/network/graph/layer.ts";
import type { AxisGeometry } from "../../../src-core/network/geometry/axis.ts";

/** Cell (r, c) is the window at (c·strideX, r·strideY), in pixels of the image that the network sees. */
export interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly strideX: number;
  readonly strideY: number;
  readonly width: number;
  readonly height: number;
}

export interface Grid extends Cells {
  /** The cells whose windows lie inside the image: those that the classifier can be shown. */
  readonly visited: { readonly columns: number; readonly rows: number };
}

/** The cells of a detector's finest map, each of which stands for the pixels that are nearest to its anchors' centre. */
export function detectorGrid({ levels }: Detector, image: Size): Grid {
  const cellsIn = ({ vertical, horizontal }: Level): number =>
    vertical.count(image.height) * horizontal.count(image.width);
  const [finest] = [...levels].sort((a, b) => cellsIn(b) - cellsIn(a));
  if (!finest) throw new RangeError("a detector without levels");
  const { vertical, horizontal } = finest;
  const cells = { columns: horizontal.count(image.width), rows: vertical.count(image.height) };
  return {
    ...cells,
    strideX: horizontal.jump,
    strideY: vertical.jump,
    width: horizontal.jump,
    height: vertical.jump,
    visited: { columns: 0, rows: 0 },
  };
}

/** Cells along an axis whose windows lie inside the image. */
export const windowsAlong = (length: number, window: number, stride: number): number =>
  Math.floor((length - window) / stride) + 1;

/**
 * Rows or columns that a network's map may have behind its last window, at most: what a cell depends on may be smaller than the
 * window, and ceil-mode pools make a cell of what is left over. They are no windows.
 */
export function cellsBehind(
  { count, jump }: Pick<AxisGeometry, "count" | "jump">,
  window: number,
): number {
  let most = 0;
  // Sizes of several strides and pools: what is left over repeats.
  for (let length = window; length < window + longestPeriod * jump; length++)
    most = Math.max(most, count(length) - windowsAlong(length, window, jump));
  return most;
}

const longestPeriod = 16;

/**
 * A network that pads has a last cell whose window stands out of the image by less than a stride, and sees zeros there as
 * at every border: it is part of the map. In others such cells are left out.
 * @throws UserError when the image is smaller than one window
 */
export function gridOf(network: FullyConvolutional, image: Size): Grid {
  const { window, vertical, horizontal, layers } = network;
  if (image.width < window.width || image.height < window.height)
    throw new UserError(
      "image-too-small",
      said("analysis.window-larger-than-image-2", {
        width: window.width,
        height: window.height,
        width2: image.width,
        height2: image.height,
      }),
    );
  const computed = { columns: horizontal.count(image.width), rows: vertical.count(image.height) };
  const visited = {
    columns: Math.min(computed.columns, windowsAlong(image.width, window.width, horizontal.jump)),
    rows: Math.min(computed.rows, windowsAlong(image.height, window.height, vertical.jump)),
  };
  return {
    ...(layers.some(pads) ? computed : visited),
    strideX: horizontal.jump,
    strideY: vertical.jump,
    width: window.width,
    height: window.height,
    visited,
  };
}
