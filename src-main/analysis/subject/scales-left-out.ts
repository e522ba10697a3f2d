/** @file What is told of scales that were wanted and have no room for a window. */
import { said } from "../../../src-core/messages/said.ts";
import { noticeOf } from "../../../src-core/contract/notices.ts";
import type { ObjectSizes } from "../../../src-core/contract/api.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import type { Size } from "../../../src-core/size.ts";

/** @param scales largest first @param least the smallest image that is looked at */
export function scalesLeftOut(
  scales: readonly { readonly factor: number; readonly size: Size }[],
  least: Size,
): Notice {
  const factors = scales.map(({ factor }) => told(factor));
  const [{ factor, size } = { factor: 1, size: least }] = scales;
  return noticeOf(
    "scales-left-out",
    said(scales.length === 1 ? "analysis.scale-left-out" : "analysis.scales-left-out", {
      factors,
      at: told(factor),
      size: `${size.width}×${size.height}`,
      least: `${least.width}×${least.height}`,
    }),
  );
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
    noticeOf(
      "scales-left-out",
      said("analysis.objects-above-pixels-looked", {
        covered: told(covered),
        largest,
        width: image.width,
        height: image.height,
      }),
    ),
  ];
}

const told = (value: number): string => String(Number(value.toPrecision(3)));
