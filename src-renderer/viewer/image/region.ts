/** @file A part of an image that the window does not hold as a whole. */
import type { OpenedImage } from "../../../src-core/contract/api.ts";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { regionUrl } from "../../host/tiles.ts";

const pause = 60; // milliseconds of rest before a part is asked for: the pointer passes over many

/** The part of an area that lies in the image: windows at the border may stand out of it. */
export function clippedRegion(
  { width, height }: Pick<OpenedImage, "width" | "height">,
  area: Rectangle,
): Rectangle {
  const [x, y] = [Math.max(0, area.x), Math.max(0, area.y)];
  return {
    x,
    y,
    width: Math.min(width, area.x + area.width) - x,
    height: Math.min(height, area.y + area.height) - y,
  };
}

/** @returns gives it up */
export function loadRegion(
  image: OpenedImage,
  area: Rectangle,
  onLoad: (part: HTMLImageElement) => void,
): () => void {
  const part = new Image();
  part.addEventListener("load", () => {
    onLoad(part);
  });
  const timer = setTimeout(() => {
    part.src = regionUrl(image.id, clippedRegion(image, area));
  }, pause);
  return () => {
    clearTimeout(timer);
    part.removeAttribute("src");
  };
}
