/** @file The view as a picture: the layers of the viewer one upon the other, in the screen's pixels. */
import type { MapPlacement, Rectangle } from "../../src-core/overlay/registration.ts";
import { mapRectangle } from "../../src-core/overlay/registration.ts";
import type { BoxIndex } from "./boxes/box-index.ts";
import type { BoxLabel } from "./boxes/visible-boxes.ts";
import { visibleLabels } from "./boxes/visible-boxes.ts";
import { drawLabels } from "./boxes/draw-boxes.ts";
import type { View } from "./view.ts";
import { toScreen } from "./view.ts";

export interface ScreenshotContent {
  readonly view: View;
  readonly image: { readonly width: number; readonly height: number };
  /** Null where the heat-map is hidden. */
  readonly placement: MapPlacement | null;
  /** Null where boxes are hidden. */
  readonly boxes: BoxIndex | null;
  readonly textOf: (label: BoxLabel) => string;
}

/** PNG. @param layers the element that holds the canvases, in the order in which they lie */
export async function screenshot(
  layers: HTMLElement,
  content: ScreenshotContent,
): Promise<Blob | null> {
  const ratio = devicePixelRatio;
  const { width, height, left, top } = layers.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.scale(ratio, ratio);
  // The ground is the stage's, on which the layers lie.
  context.fillStyle = getComputedStyle(layers.parentElement ?? layers).backgroundColor;
  context.fillRect(0, 0, width, height);
  for (const layer of layers.querySelectorAll<HTMLCanvasElement>(".image canvas, [data-layer]")) {
    const box = layer.getBoundingClientRect();
    const { opacity, backgroundColor } = getComputedStyle(layer);
    context.globalAlpha = Number(opacity);
    context.imageSmoothingEnabled = false;
    const area = [box.left - left, box.top - top, box.width, box.height] as const;
    context.fillStyle = backgroundColor;
    context.fillRect(...area);
    context.drawImage(layer, ...area);
  }
  context.globalAlpha = 1;
  const { view, image, placement, boxes, textOf } = content;
  if (placement) hatch(context, view, { x: 0, y: 0, ...image }, mapRectangle(placement));
  if (boxes) drawLabels(context, visibleLabels(boxes, view, { width, height }), textOf);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
}

const pitch = 7; // CSS pixels between two lines

/** The border that has no scores, hatched as on the screen. */
function hatch(
  context: CanvasRenderingContext2D,
  view: View,
  image: Rectangle,
  scored: Rectangle,
): void {
  const border = new Path2D();
  for (const area of [image, scored]) {
    const { x, y, width, height } = toScreen(view, area);
    border.rect(x, y, width, height);
  }
  const { width, height } = context.canvas;
  context.save();
  context.clip(border, "evenodd");
  context.fillStyle = "#7f8a9622";
  context.fillRect(0, 0, width, height);
  context.beginPath();
  const step = pitch * Math.SQRT2;
  for (let x = 0; x < width + height; x += step) {
    context.moveTo(x, 0);
    context.lineTo(x - height, height);
  }
  context.strokeStyle = "#6b767373";
  context.lineWidth = 0.8;
  context.stroke();
  context.restore();
}
