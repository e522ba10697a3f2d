/** @file What a screenshot says about where things are. */
import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import sharp from "sharp";
import type { Rectangle } from "../../src-core/overlay/registration.ts";

export const heatmap = (window: Page): Locator => window.getByTestId("heatmap");

/** The part of the window that has scores, in CSS pixels, when all cells are coloured: at a threshold of 0. */
export const scored = (window: Page): Promise<Rectangle> =>
  window.evaluate<Rectangle>(`(() => {
    const canvas = document.querySelector("[data-testid=heatmap]");
    const box = canvas.getBoundingClientRect();
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        if (data[(y * width + x) * 4 + 3] === 0) continue;
        [left, top] = [Math.min(left, x), Math.min(top, y)];
        [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
      }
    const scale = box.width / width;
    return {
      x: box.x + left * scale, y: box.y + top * scale,
      width: (right - left) * scale, height: (bottom - top) * scale,
    };
  })()`);

/** How large the image is shown, in percent. */
export const scale = (window: Page): Locator => window.getByText(/^\d+%$/).first();

/** What is read off the image with nothing over it. */
export async function withoutMap<T>(window: Page, read: (window: Page) => Promise<T>): Promise<T> {
  await window.keyboard.press("h");
  await expect(heatmap(window)).toHaveCount(0);
  const seen = await read(window);
  await window.keyboard.press("h");
  await expect(heatmap(window)).toBeVisible();
  return seen;
}

/** The rectangle that the red pixels of the image's place span, in CSS pixels: the panel beside it has colours of its own. */
export async function redRectangle(window: Page): Promise<Rectangle> {
  const place = await window.getByRole("application").boundingBox();
  if (!place) throw new Error("the image has no place");
  const shot = sharp(await window.screenshot({ scale: "css" })).removeAlpha();
  const { data, info } = await shot.raw().toBuffer({ resolveWithObject: true });
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let y = 0; y < info.height; y++)
    for (let x = 0; x < info.width; x++) {
      const [red = 0, green = 0, blue = 0] = data.subarray((y * info.width + x) * 3);
      if (red < 200 || green > 60 || blue > 60) continue;
      if (x < place.x || x >= place.x + place.width) continue;
      if (y < place.y || y >= place.y + place.height) continue;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
    }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Where a rectangle of the image is on the screen, given where another one of it is. */
export function relative(area: Rectangle, known: Rectangle, seen: Rectangle): Rectangle {
  const [scaleX, scaleY] = [seen.width / known.width, seen.height / known.height];
  return {
    x: seen.x + (area.x - known.x) * scaleX,
    y: seen.y + (area.y - known.y) * scaleY,
    width: area.width * scaleX,
    height: area.height * scaleY,
  };
}

/** The part of a rectangle that lies in another one. */
export function within(area: Rectangle, other: Rectangle | null): Rectangle {
  if (!other) throw new Error("the image has no place");
  const [x, y] = [Math.max(area.x, other.x), Math.max(area.y, other.y)];
  const right = Math.min(area.x + area.width, other.x + other.width);
  const bottom = Math.min(area.y + area.height, other.y + other.height);
  return { x, y, width: right - x, height: bottom - y };
}
