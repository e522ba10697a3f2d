/** @file What has no score, hatched: the border in which no window has its centre, and cells that are not there yet. */
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { mapRectangle } from "../../../src-core/overlay/registration.ts";
import type { TileAddress } from "../../host/tiles.ts";
import { toScreen } from "../view.ts";
import type { HeatView } from "./draw-heat.ts";
import { eraseKnown, onScreenPixels } from "./draw-heat.ts";

const pitch = 10; // CSS pixels between two lines, along a row
const wash = "#7f8a9622";
const line = "#6b7683a0";

export interface HatchView extends Omit<HeatView, "source"> {
  /** Of the image, pixels. */
  readonly image: Rectangle;
  /** The scores of a map that is not there as a whole. */
  readonly growing: HeatView["source"] | null;
  /** Colour under the map where it lies beside the image instead of over it. */
  readonly ground: string | null;
}

/** @param visible tiles of a growing map */
export function drawHatch(
  context: CanvasRenderingContext2D,
  hatched: HatchView,
  visible: readonly TileAddress[],
): void {
  const { view, image, placement, ratio, growing, ground } = hatched;
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  const whole = onScreenPixels(toScreen(view, image), ratio);
  const scored = onScreenPixels(toScreen(view, mapRectangle(placement)), ratio);
  const pattern = linesFor(context, ratio);
  // The lines stay on the image while it is moved.
  pattern?.setTransform(new DOMMatrix([1, 0, 0, 1, view.x * ratio, view.y * ratio]));
  const fill = (area: readonly (typeof whole)[]): void => {
    context.beginPath();
    for (const rectangle of area) context.rect(...rectangle);
    context.fillStyle = pattern ?? line;
    context.fill("evenodd");
  };
  if (growing) {
    fill([scored]);
    eraseKnown(context, { ...hatched, source: growing }, visible);
  }
  fill([whole, scored]);
  if (ground === null) return;
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = ground;
  context.fillRect(...whole);
  context.globalCompositeOperation = "source-over";
}

let lines: { readonly ratio: number; readonly tile: HTMLCanvasElement } | null = null;

function linesFor(context: CanvasRenderingContext2D, ratio: number): CanvasPattern | null {
  if (lines?.ratio !== ratio) lines = { ratio, tile: linesTile(Math.round(pitch * ratio), ratio) };
  return context.createPattern(lines.tile, "repeat");
}

function linesTile(side: number, ratio: number): HTMLCanvasElement {
  const tile = document.createElement("canvas");
  tile.width = side;
  tile.height = side;
  const context = tile.getContext("2d");
  if (!context) return tile;
  context.fillStyle = wash;
  context.fillRect(0, 0, side, side);
  context.strokeStyle = line;
  context.lineWidth = 1.2 * ratio;
  // The neighbours' lines reach into the corners.
  for (const shift of [-side, 0, side]) {
    context.moveTo(shift - 1, side + 1);
    context.lineTo(shift + side + 1, -1);
  }
  context.stroke();
  return tile;
}
