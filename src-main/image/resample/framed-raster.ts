/** @file A part of an image that may reach beyond it. */
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { paste } from "./paste.ts";
import type { Raster } from "../raster.ts";
import { checkArea } from "../raster.ts";

/**
 * What a frame around whole pixels sees of the image; where there is no image, `ground`.
 * @throws RangeError for a frame that is not made of whole pixels
 */
export function framedRaster(raster: Raster, frame: Rectangle, ground: number): Raster {
  const { channels } = raster;
  const { width, height } = frame;
  if (![frame.x, frame.y, width, height].every(Number.isInteger) || width < 1 || height < 1)
    throw new RangeError(`a frame of ${width}×${height} at (${frame.x}, ${frame.y}) is none`);
  const { fresh } = raster;
  return {
    width,
    height,
    channels,
    ...(fresh && { fresh: () => framedRaster(fresh(), frame, ground) }),
    async read(area) {
      checkArea(area, frame);
      const [x, y] = [frame.x + area.x, frame.y + area.y];
      const [left, top] = [Math.max(0, x), Math.max(0, y)];
      const right = Math.min(raster.width, x + area.width);
      const bottom = Math.min(raster.height, y + area.height);
      const inside = { x: left, y: top, width: right - left, height: bottom - top };
      if (inside.width === area.width && inside.height === area.height) return raster.read(inside);
      const { width, height } = area;
      const data = new Uint8Array(width * height * channels).fill(ground);
      if (inside.width < 1 || inside.height < 1) return data;
      const piece = { ...inside, data: await raster.read(inside), channels };
      paste({ data, width, height, channels }, piece, { x: left - x, y: top - y });
      return data;
    },
  };
}
