/** @file What is told of scales that were wanted and have no room for a window. */
import type { ObjectSizes } from "../../../src-core/contract/api.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import type { Size } from "../../../src-core/size.ts";

/** @param scales largest first @param least the smallest image that is looked at */
export function scalesLeftOut(
  scales: readonly { readonly factor: number; readonly size: Size }[],
  least: Size,
): Notice {
  const factors = scales.map(({ factor }) => told(factor)).join(", ");
  const [{ factor, size } = { factor: 1, size: least }] = scales;
  const which = scales.length === 1 ? `scale ${factors} is` : `scales ${factors} are`;
  return {
    code: "scales-left-out",
    message: `${which} left out: at ${told(factor)} the image is ${size.width}×${size.height}, smaller than the window ${least.width}×${least.height}`,
  };
}

/**
 * Objects that were asked for, and are larger than the windows of the last scale that the image has room for.
 * @param covered side of the largest object of the last scale, in pixels of the image
 */
export function sizesLeftOut(
  objects: ObjectSizes | undefined,
  covered: number,
  image: Size,
): Notice[] {
  const { largest } = objects ?? {};
  if (largest === undefined || largest <= covered * (1 + 1e-9)) return [];
  return [
    {
      code: "scales-left-out",
      message: `objects above ${told(covered)} pixels are not looked for, up to ${largest} were asked for: on a smaller scale the image of ${image.width}×${image.height} has no room for a window`,
    },
  ];
}

const told = (value: number): string => String(Number(value.toPrecision(3)));
