/** @file A part of an image that the window does not hold as a whole. */
import type { OpenedImage } from "../../../src-core/contract/api.ts";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { fetchRegion } from "../../host/tiles.ts";

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
  const controller = new AbortController();
  const { signal } = controller;
  const timer = setTimeout(() => {
    // A part that cannot be had stays empty: the image beside it says why.
    void load(image.id, clippedRegion(image, area), signal).then(onLoad, () => undefined);
  }, pause);
  return () => {
    clearTimeout(timer);
    controller.abort();
  };
}

async function load(
  image: string,
  area: Rectangle,
  signal: AbortSignal,
): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(await fetchRegion(image, area, signal));
  try {
    const part = new Image();
    part.src = url;
    await part.decode();
    signal.throwIfAborted();
    return part;
  } finally {
    URL.revokeObjectURL(url);
  }
}
