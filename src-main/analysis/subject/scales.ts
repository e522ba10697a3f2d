/** @file At which scales an image is looked at: as it is, as was asked for, or as the model's card has it. */
import { said } from "../../../src-core/messages/said.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import type { ObjectSizes } from "../../../src-core/contract/api.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { Head } from "../../../src-core/contract/heads.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import type { ObjectRange } from "../../../src-core/detection/pyramid.ts";
import { checkPyramid, pyramidScales } from "../../../src-core/detection/pyramid.ts";
import type { Size } from "../../../src-core/size.ts";
import { checkPixels } from "./scales-bound.ts";
import { scalesLeftOut, sizesLeftOut } from "./scales-left-out.ts";
import type { LoadedModel } from "../models/model.ts";

export interface ScaleOptions {
  readonly scales?: readonly number[] | undefined;
  readonly objects?: ObjectSizes | undefined;
}

/** One scale of an image. */
export interface Scale {
  /** Place among those of the image, the largest first. */
  readonly index: number;
  /** As it was asked for. */
  readonly factor: number;
  /** Pixels of the scaled image for each pixel of the image. */
  readonly x: number;
  readonly y: number;
  /** Of the scaled image. */
  readonly size: Size;
  /** Whether the image lies at the corner of a network's one size, with nothing in what is left. */
  readonly letterboxed: boolean;
}

export interface Scales {
  /** Largest first. */
  readonly scales: readonly Scale[];
  /** Of those that have no room for a window. */
  readonly notices: readonly Notice[];
}

type Scaled = Pick<LoadedModel, "card" | "surgery" | "detector">;

/** Smallest side of an image that a detector with anchors is shown. */
const leastSide = 16;

/**
 * What is wrong with a requested whatever the image.
 * @throws UserError where the network has one size, or where more scales are wanted than anybody looks at
 */
export function checkScales({ card, surgery, detector }: Scaled, requested: ScaleOptions): void {
  const { window } = surgery;
  if (detector?.form === "list" && (requested.scales || requested.objects))
    throw new UserError(
      "invalid-request",
      said("analysis.network-sees-images-alone", { width: window.width, height: window.height }),
    );
  const range =
    requested.scales || detector?.form === "list" ? null : rangeOf(card.head, window, requested);
  if (range) checkPyramid(range);
}

/**
 * Those that have no room for a window are left out.
 * @throws UserError where none is left, where there are too many, or where the network has one size
 */
export function scalesOf(model: Scaled, image: Size, requested: ScaleOptions): Scales {
  const { card, surgery, detector } = model;
  const { window } = surgery;
  checkScales(model, requested);
  if (detector?.form === "list") return { scales: [letterbox(image, window)], notices: [] };
  const range = requested.scales ? null : rangeOf(card.head, window, requested);
  const factors = requested.scales ?? (range ? pyramidScales({ image, ...range }) : [1]);
  const least = detector ? { width: leastSide, height: leastSide } : window;
  const all = [...new Set(factors)]
    .sort((a, b) => b - a)
    .map((factor) => ({ factor, size: scaled(image, factor) }));
  const hasRoom = ({ size }: { size: Size }): boolean =>
    size.width >= least.width && size.height >= least.height;
  const scales = all.filter(hasRoom).map(({ factor, size }, index) => ({
    index,
    factor,
    size,
    letterboxed: false,
    x: size.width / image.width,
    y: size.height / image.height,
  }));
  const last = scales.at(-1);
  if (!last) throw noRoom(all, { image, least, smallest: range?.smallest ?? 0 });
  checkPixels(scales, image);
  const without = all.filter((one) => !hasRoom(one));
  const notices = [
    ...(without.length > 0 ? [scalesLeftOut(without, least)] : []),
    ...sizesLeftOut(requested.objects, largestAt(last.factor, card.head, window), image),
  ];
  return { scales, notices };
}

function noRoom(
  [first]: readonly Pick<Scale, "factor" | "size">[],
  { image, least, smallest }: { image: Size; least: Size; smallest: number },
): UserError {
  if (!first)
    return new UserError(
      "image-too-small",
      said("analysis.objects-pixels-smallest-looked", {
        smallest,
        width: image.width,
        height: image.height,
      }),
    );
  const { factor, size } = first;
  const at = factor === 1 ? "" : ` at scale ${factor.toPrecision(3)}`;
  return new UserError(
    "image-too-small",
    said("analysis.window-larger-than-image", {
      width: least.width,
      height: least.height,
      width2: size.width,
      height2: size.height,
      at,
    }),
  );
}

/** Rounded up, as MTCNN does. */
const scaled = ({ width, height }: Size, factor: number): Size => ({
  width: Math.ceil(width * factor),
  height: Math.ceil(height * factor),
});

/** Objects from which the scales follow; null where the image is looked at as it is. */
function rangeOf(head: Head, window: Size, { objects }: ScaleOptions): ObjectRange | null {
  const { pyramid } = head;
  const sizes = objects ?? pyramid;
  if (!sizes) return null;
  const { smallest, largest } = sizes;
  const factor = pyramid?.factor ?? 0.709;
  const { anchored, sides } = headOf(head);
  if (!anchored) return { window, smallest, largest, factor };
  // Its anchors see objects of many sizes at once.
  const [low, high] = sides(window);
  const most = largest === undefined ? smallest : Math.max((largest * low) / high, smallest);
  return { window: { width: low, height: low }, smallest, largest: most, factor };
}

/** Side of the largest object that fits into a window, or an anchor, of a scale; pixels of the image. */
const largestAt = (factor: number, head: Head, window: Size): number =>
  headOf(head).sides(window)[1] / factor;

function letterbox(image: Size, window: Size): Scale {
  const factor = Math.min(window.width / image.width, window.height / image.height);
  return { index: 0, factor, x: factor, y: factor, size: window, letterboxed: true };
}
