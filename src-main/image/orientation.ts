/** @file EXIF orientation: where an upright area lies in the file, and pixels turned upright. */
import type { Rectangle } from "../../src-core/overlay/registration.ts";
import type { Size } from "../../src-core/size.ts";

/** How the pixels lie in the file. Source: EXIF 2.32, tag 0x0112. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** From 5 on rows of the file are columns of the upright image. */
export const swapsAxes = (orientation: Orientation): boolean => orientation >= 5;
/** Whether the upright image runs against the file's columns or rows. */
export const isMirroredX = (orientation: Orientation): boolean =>
  [2, 3, 7, 8].includes(orientation);
export const isMirroredY = (orientation: Orientation): boolean =>
  [3, 4, 6, 7].includes(orientation);

export const uprightSize = ({ width, height }: Size, orientation: Orientation): Size =>
  swapsAxes(orientation) ? { width: height, height: width } : { width, height };

/**
 * The area of the file that an upright area is.
 * @param file size of the image as it lies in the file
 */
export function storedArea(area: Rectangle, file: Size, orientation: Orientation): Rectangle {
  const { x, y, width, height } = swapsAxes(orientation)
    ? { x: area.y, y: area.x, width: area.height, height: area.width }
    : area;
  return {
    x: isMirroredX(orientation) ? file.width - x - width : x,
    y: isMirroredY(orientation) ? file.height - y - height : y,
    width,
    height,
  };
}

/**
 * Pixels as they lie in the file → upright ones.
 * @param data height × width × channels
 */
export function uprightPixels(
  data: Uint8Array,
  { width, height }: Size,
  channels: number,
  orientation: Orientation,
): Uint8Array {
  if (orientation === 1) return data;
  const upright = uprightSize({ width, height }, orientation);
  const alongX = isMirroredX(orientation) ? -channels : channels;
  const alongY = (isMirroredY(orientation) ? -width : width) * channels;
  const [right, down] = swapsAxes(orientation) ? [alongY, alongX] : [alongX, alongY];
  const firstColumn = isMirroredX(orientation) ? width - 1 : 0;
  const firstRow = isMirroredY(orientation) ? height - 1 : 0;
  const start = (firstRow * width + firstColumn) * channels;
  const result = new Uint8Array(data.length);
  let to = 0;
  for (let y = 0; y < upright.height; y++) {
    let from = start + y * down;
    for (let x = 0; x < upright.width; x++, from += right)
      for (let channel = 0; channel < channels; channel++) result[to++] = data[from + channel] ?? 0;
  }
  return result;
}
