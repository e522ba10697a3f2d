/** @file A round length that fits under the image. */

const most = 96; // CSS pixels

/** The longest of 1, 2, 5, 10, 20… pixels of the image that is at most so long. @param scale CSS pixels per pixel of the image */
export function scaleBar(scale: number): { pixels: number; width: number } {
  const fitting = most / scale;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(fitting)));
  const pixels = [5, 2, 1].map((digit) => digit * power).find((length) => length <= fitting) ?? 1;
  return { pixels, width: pixels * scale };
}
