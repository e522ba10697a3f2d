/** @file An image of any size, larger or smaller than it is. */
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { areaAxes, checkResizedSize, partOfAxis } from "./area-axis.ts";
import { resampled } from "./area-resize.ts";
import { paste } from "./paste.ts";
import type { Raster } from "../raster.ts";
import { checkArea, heldRaster } from "../raster.ts";

/** Bytes of a whole scaled image that are kept once they were read, and those of the image that are read at once. */
const [mostKept, mostRead] = [2 ** 24, 2 ** 24];

/**
 * The image at that size, by the means of areas (`areaAxes`). Each part is what it is in the whole, and only the pixels that
 * make it are read, some at a time. Once much of it is read, a small whole is made and kept.
 * @throws RangeError for a size that is none
 */
export function scaledRaster(
  raster: Raster,
  size: { readonly width: number; readonly height: number },
): Raster {
  const { channels } = raster;
  const { width, height } = size;
  let known: ReturnType<typeof areaAxes> | null = null;
  const axes = (): ReturnType<typeof areaAxes> => (known ??= areaAxes(raster, size));
  checkResizedSize(size);
  if (width === raster.width && height === raster.height) return raster;
  let whole: Promise<Raster> | null = null;

  /** The part of the image that is needed, and how the axes lie on it. */
  const needed = ({ x, y, ...part }: Rectangle) => {
    const across = partOfAxis(axes().x, x, part.width);
    const down = partOfAxis(axes().y, y, part.height);
    const area = { x: across.start, y: down.start, width: across.length, height: down.length };
    return { area, x: across.axis, y: down.axis };
  };

  /** Halves until no more than a few pixels of the image have to be read at once. */
  function* pieces(part: Rectangle): Generator<Rectangle> {
    const { area } = needed(part);
    const divisible = part.width * part.height > 1;
    if (!divisible || area.width * area.height * channels <= mostRead) yield part;
    else for (const half of halves(part, area)) yield* pieces(half);
  }

  const make = async (part: Rectangle): Promise<Uint8Array> => {
    const data = new Uint8Array(part.width * part.height * channels);
    for (const piece of pieces(part)) {
      const { area, x, y } = needed(piece);
      const source = { data: await raster.read(area), ...sizeOf(area), channels };
      const made = { data: resampled(source, x, y), ...sizeOf(piece), channels };
      paste({ data, ...sizeOf(part), channels }, made, {
        x: piece.x - part.x,
        y: piece.y - part.y,
      });
    }
    return data;
  };

  const keep = async (part: Rectangle): Promise<Raster> => {
    try {
      return heldRaster({ data: await make(part), width, height, channels });
    } catch (cause) {
      whole = null; // it may succeed another time
      throw cause;
    }
  };

  return {
    width,
    height,
    channels,
    async read(area) {
      checkArea(area, size);
      const isMuch = 4 * area.width * area.height >= width * height;
      if (isMuch && width * height * channels <= mostKept)
        whole ??= keep({ x: 0, y: 0, width, height });
      return whole ? (await whole).read(area) : make(area);
    },
    fresh: () => scaledRaster(raster, size),
  };
}

const sizeOf = ({ width, height }: Rectangle) => ({ width, height });

/** Two parts, cut where more of the image is read, if that side can be cut. */
function halves(part: Rectangle, read: Rectangle): Rectangle[] {
  const { x, y, width, height } = part;
  const [left, top] = [width >> 1, height >> 1];
  return height > 1 && (read.height >= read.width || width === 1)
    ? [
        { ...part, height: top },
        { ...part, y: y + top, height: height - top },
      ]
    : [
        { ...part, width: left },
        { ...part, x: x + left, width: width - left },
      ];
}
