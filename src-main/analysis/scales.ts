/** @file At which scales an image is looked at: as it is, as was asked for, or as the model's card has it. */
import type { ObjectSizes } from "../../src-core/contract/api.ts";
import type { Head, PyramidCard } from "../../src-core/contract/heads.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { pyramidScales } from "../../src-core/detection/pyramid.ts";
import type { Size } from "../../src-core/network/convolutionalize.ts";
import type { LoadedModel } from "./model.ts";

export interface ScaleWish {
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

/** Smallest side of an image that a detector with anchors is shown. */
const leastSide = 16;

/**
 * Largest first; those that have no room for a window are left out.
 * @throws UserError where none is left, or where the network has one size
 */
export function scalesOf(
  { card, surgery, detector }: LoadedModel,
  image: Size,
  wish: ScaleWish,
): Scale[] {
  const { window } = surgery;
  if (detector?.form === "list") {
    if (wish.scales || wish.objects)
      throw new UserError(
        "invalid-request",
        `the network sees images of ${window.width}×${window.height} alone, others are scaled into it: leave the scales out`,
      );
    return [letterbox(image, window)];
  }
  const factors = factorsOf(card.head, image, window, wish);
  const least = detector ? { width: leastSide, height: leastSide } : window;
  const scales = [...new Set(factors)]
    .sort((a, b) => b - a)
    .map((factor) => ({ factor, size: scaled(image, factor) }))
    .filter(({ size }) => size.width >= least.width && size.height >= least.height)
    .map(({ factor, size }, index) => ({
      ...{ index, factor, size, letterboxed: false },
      ...{ x: size.width / image.width, y: size.height / image.height },
    }));
  if (scales.length > 0) return scales;
  if (factors.length === 0) {
    const { smallest } = wish.objects ?? card.head.pyramid ?? {};
    throw new UserError(
      "image-too-small",
      `objects of ${smallest ?? 0} pixels, the smallest that are looked for, do not fit into the image of ${image.width}×${image.height}: look for smaller ones (--objects), or on scales of your own (--scales)`,
    );
  }
  const most = Math.max(...factors);
  const seen = most === 1 ? image : scaled(image, most);
  const at = seen === image ? "" : ` at scale ${most.toPrecision(3)}`;
  throw new UserError(
    "image-too-small",
    `window ${least.width}×${least.height} is larger than the image ${seen.width}×${seen.height}${at}: pad, upscale, or choose a smaller model`,
  );
}

/** Rounded up, as MTCNN does. */
const scaled = ({ width, height }: Size, factor: number): Size => ({
  width: Math.ceil(width * factor),
  height: Math.ceil(height * factor),
});

function factorsOf(head: Head, image: Size, window: Size, wish: ScaleWish): readonly number[] {
  if (wish.scales) return wish.scales;
  const known: Partial<PyramidCard> | undefined = head.pyramid;
  const sizes = wish.objects ?? known;
  if (!sizes?.smallest) return [1];
  const { smallest, largest } = sizes;
  const factor = known?.factor ?? 0.709;
  if (!("levels" in head)) return pyramidScales({ image, window, smallest, largest, factor });
  // Its anchors see objects of many sizes at once.
  const sides = head.levels.flatMap(({ anchors }) =>
    anchors.map(([width, height]) => Math.sqrt(width * height)),
  );
  const [low, high] = [Math.min(...sides), Math.max(...sides)];
  const most = largest === undefined ? undefined : Math.max((largest * low) / high, smallest);
  return pyramidScales({
    image,
    window: { width: low, height: low },
    smallest,
    largest: most ?? smallest,
    factor,
  });
}

function letterbox(image: Size, window: Size): Scale {
  const factor = Math.min(window.width / image.width, window.height / image.height);
  return { index: 0, factor, x: factor, y: factor, size: window, letterboxed: true };
}
