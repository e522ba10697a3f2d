/** @file What the walk knows of each tensor that is computed from the image. */
import type { Param } from "../../messages/template.ts";
import { said } from "../../messages/said.ts";
import type { AxisGeometry } from "../geometry/axis.ts";
import type { Extent, Layout } from "../geometry/layout.ts";
import { arranged, batchOf, only, natural, shapeOfLayout } from "../geometry/layout.ts";
import { typeName } from "../onnx/element-types.ts";

/** A tensor of the rewritten graph. */
export interface Operand {
  readonly name: string;
  readonly value: Value;
}

/**
 * A tensor: on one window it has `channels × height × width` elements. In the rewritten graph it is N×C×H×W, whatever
 * `layout` the original had. `vertical` and `horizontal` say where on the input each of its cells looks.
 */
export interface Value extends Extent {
  readonly layout: Layout;
  /** Type of its elements, as ONNX numbers them. */
  readonly type: number;
  readonly vertical: AxisGeometry;
  readonly horizontal: AxisGeometry;
}

export function describe(value: Value | undefined): Param {
  if (!value) return said("network.unknown");
  const batch = batchOf(value.layout);
  const lengths = shapeOfLayout(value.layout).map((length, axis) =>
    value.layout[axis]?.some(({ letter }) => letter === "N")
      ? `N${length > batch ? `·${length / batch}` : ""}`
      : length,
  );
  return `${lengths.join("×")} ${typeName(value.type)}`;
}

/** Whether the original's axes are N, C, H, W, so that an operator on images means what it says; in which order the channels are is not asked. */
export const isImage = ({ layout }: Value): boolean => {
  const [first = [], second = [], third = [], fourth = []] = layout;
  const axes = only(first, "N") && only(second, "C") && only(third, "H") && only(fourth, "W");
  return layout.length === 4 && axes;
};

/** Whether the original's axes are N, C, W, H: an image that was turned, as MTCNN's networks ask for; what slides over it is turned back. */
export const isTransposed = (value: Value): boolean => {
  const [first = [], second = [], third = [], fourth = []] = value.layout;
  const axes = only(first, "N") && only(second, "C") && only(third, "W") && only(fourth, "H");
  return value.layout.length === 4 && axes && !isImage(value);
};

/** Whether the original's axes are N, H, W, C. */
export const isChannelsLast = ({ layout }: Value): boolean => {
  const [first = [], second = [], third = [], fourth = []] = layout;
  const axes = only(first, "N") && only(second, "H") && only(third, "W") && only(fourth, "C");
  return layout.length === 4 && axes;
};

/** Whether each window has one vector: nothing of its rows and columns is left. */
export const isVector = ({ height, width }: Value): boolean => height === 1 && width === 1;

/** Whether its elements on one window are, in this order, the channels 0, 1, 2, … */
export const isNatural = (value: Value): boolean =>
  natural(
    value.layout.flat().filter(({ letter }) => letter !== "N"),
    value.channels,
  );

/** Whether its channels are, in this order, 0, 1, 2, …, whatever its rows and columns do. */
export const inChannelOrder = ({ layout, channels }: Value): boolean =>
  natural(
    layout.flat().filter(({ letter }) => letter === "C"),
    channels,
  );

/** The value with other lengths, its axes being N, C, H, W, or N, C, W, H where they were. */
export const asImage = (value: Value, extent: Partial<Omit<Value, "layout">>): Value => {
  const changed = { ...value, ...extent };
  const order = isTransposed(value) ? "NCWH" : "NCHW";
  return { ...changed, layout: arranged(order, changed, batchOf(value.layout)) };
};
