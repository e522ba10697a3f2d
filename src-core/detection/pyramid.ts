/** @file Scales of an image at which objects of all sizes that are wanted fill a window. */
import type { Message } from "../messages/template.ts";
import { said } from "../messages/said.ts";
import { UserError } from "../contract/failure.ts";
import type { Size } from "../size.ts";

/** Most scales of an image, and the largest of them: what is wanted beyond is a slip of the pen, and would never end. */
export const [mostScales, mostEnlarged] = [64, 64];

export interface ObjectRange {
  /** What the network sees of an object. */
  readonly window: Size;
  /** Sides of the smallest and the largest object, in pixels of the image. */
  readonly smallest: number;
  readonly largest?: number | undefined;
  /** From one scale to the next: half the area by default, as MTCNN has it. */
  readonly factor?: number;
}

export interface PyramidRequest extends ObjectRange {
  readonly image: Size;
}

const usualFactor = 0.709;

const sideOf = ({ width, height }: Size): number => Math.min(width, height);

/** Scales from the first one down to the last that is not below `least`. */
const countOf = (first: number, least: number, factor: number): number =>
  first < least ? 0 : Math.floor(Math.log(least / first) / Math.log(factor) + 1e-9) + 1;

/**
 * What can be said of a pyramid whatever the image: how large its first scale is, and how dense the scales are.
 * @throws RangeError for sizes that are none @throws UserError for more than anybody looks at
 */
export function checkPyramid({ window, smallest, largest, factor = usualFactor }: ObjectRange) {
  if (!(smallest > 0 && (largest ?? Infinity) >= smallest && factor > 0 && factor < 1))
    throw new RangeError(
      `objects from ${smallest} to ${largest ?? Infinity} pixels in steps of ${factor}: sizes above 0 are needed, the smaller one first, and a step between 0 and 1`,
    );
  const scale = sideOf(window) / smallest;
  if (scale > mostEnlarged)
    throw new UserError(
      "invalid-scales",
      said("detection.objects-pixels-fill-window", {
        smallest,
        width: window.width,
        height: window.height,
        scale: told(scale),
        mostEnlarged,
        window: told(sideOf(window) / mostEnlarged),
      }),
    );
  // Without a largest object the image sets the end; twice the smallest one is there always.
  const most = largest ?? 2 * smallest;
  checkCount(
    countOf(scale, sideOf(window) / most, factor),
    said("detection.from-to", { smallest, largest: most }),
    factor,
  );
}

/**
 * The largest scale first: there the smallest object fills the window. The last one is that at which the largest object fits
 * into it, or the smallest image that has room for a window.
 * @returns none where the image has no room for a window
 * @throws RangeError for sizes that are none @throws UserError for more scales than anybody looks at
 * Source: Zhang et al. 2016 (MTCNN), section II A.
 */
export function pyramidScales({ image, ...range }: PyramidRequest): number[] {
  checkPyramid(range);
  const { window, smallest, largest = Infinity, factor = usualFactor } = range;
  const side = sideOf(window);
  const least = Math.max(window.width / image.width, window.height / image.height);
  const end = Math.max(least, (side / largest) * factor);
  checkCount(
    countOf(side / smallest, end, factor),
    said("detection.from-on", { smallest }),
    factor,
  );
  const scales: number[] = [];
  for (let scale = side / smallest; scale >= least; scale *= factor) {
    scales.push(scale);
    // From here on even the largest object is smaller than the window.
    if (side / scale >= largest) break;
  }
  return scales;
}

function checkCount(count: number, sizes: Message, factor: number): void {
  if (count <= mostScales) return;
  throw new UserError(
    "invalid-scales",
    said("detection.objects-from-pixels-steps", { sizes, factor, count: told(count), mostScales }),
  );
}

const told = (value: number): string => String(Number(value.toPrecision(4)));
