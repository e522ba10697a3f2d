/** @file One side of a race on a canvas, at any of its moments. */
import type { RaceArea, RaceLeg } from "../../../src-core/contract/race.ts";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { mapRectangle, windowOf } from "../../../src-core/overlay/registration.ts";
import type { SideProgress } from "../../presentation/race-progress.ts";
import { firstCells, listedUpTo, placeOf } from "../../presentation/race-progress.ts";
import { hatch } from "./hatch.ts";
import { SampleReveal } from "./sample-reveal.ts";
import type { Plane, RaceColours, RaceScene } from "./scene.ts";
import { pixelsOf } from "./scene.ts";

export interface Look {
  /** Laid over the image, so that the map glows. */
  readonly dim: string;
  readonly frame: string;
  readonly hatch: string;
}

export interface OutlinedBox extends Rectangle {
  readonly colour: string;
}

export class RaceSide {
  private readonly scene: RaceScene;
  private readonly legs: readonly RaceLeg[];
  private readonly isPass: boolean;
  private readonly maps: readonly HTMLCanvasElement[];
  private readonly reveals: readonly (SampleReveal | null)[];

  /** @param planes of this side's own scores, leg by leg */
  constructor(
    scene: RaceScene,
    legs: readonly RaceLeg[],
    planes: readonly Plane[],
    colours: RaceColours,
    isPass: boolean,
  ) {
    this.scene = scene;
    this.legs = legs;
    this.isPass = isPass;
    const pixels = planes.map((plane) => pixelsOf(plane, colours));
    this.maps = pixels.map(canvasOf);
    this.reveals = planes.map((plane, at) => {
      const [leg, all] = [legs[at], pixels[at]];
      return leg?.sample && all ? new SampleReveal(leg, plane, all) : null;
    });
  }

  /** @param boxes that are there at the end @param unit of lines, in pixels of the canvas */
  draw(
    context: CanvasRenderingContext2D,
    area: Rectangle,
    progress: SideProgress,
    look: Look,
    boxes: readonly OutlinedBox[],
    unit: number,
  ): void {
    const { size, image } = this.scene;
    const scale = Math.min(area.width / size.width, area.height / size.height);
    const shown = { width: size.width * scale, height: size.height * scale };
    const left = area.x + (area.width - shown.width) / 2;
    const top = area.y + (area.height - shown.height) / 2;
    const toCanvas = (part: Rectangle): Rectangle => ({
      x: left + part.x * scale,
      y: top + part.y * scale,
      width: part.width * scale,
      height: part.height * scale,
    });
    context.save();
    context.beginPath();
    context.rect(left, top, shown.width, shown.height);
    context.clip();
    context.imageSmoothingEnabled = true;
    context.drawImage(image, left, top, shown.width, shown.height);
    context.fillStyle = look.dim;
    context.fillRect(left, top, shown.width, shown.height);
    for (const [at, leg] of this.legs.entries())
      this.drawLeg(context, at, leg, progress, toCanvas, look, unit);
    if (!progress.isDone && !this.isPass) this.drawWindow(context, progress, toCanvas, look, unit);
    if (progress.isDone && progress.estimated === 0) outline(context, boxes, toCanvas, unit);
    context.restore();
  }

  private drawLeg(
    context: CanvasRenderingContext2D,
    at: number,
    leg: RaceLeg,
    { legs }: SideProgress,
    toCanvas: (part: Rectangle) => Rectangle,
    look: Look,
    unit: number,
  ): void {
    const [layer, map, done] = [this.scene.layers[at], this.maps[at], legs[at]];
    if (!layer || !map || !done) return;
    const whole = mapRectangle(layer.placement);
    const { strideX, strideY, rows, columns } = layer.placement;
    const inImage = ([row, column, down, across]: RaceArea): Rectangle =>
      toCanvas({
        x: whole.x + column * strideX,
        y: whole.y + row * strideY,
        width: across * strideX,
        height: down * strideY,
      });
    const clipped = (areas: readonly RaceArea[]): Path2D => {
      const path = new Path2D();
      for (const { x, y, width, height } of areas.map(inImage)) path.rect(x, y, width, height);
      return path;
    };
    const place = toCanvas(whole);
    const reveal = this.reveals[at];
    if (done.estimated > 0) {
      // What nobody has run: it goes over the map at the speed of what was.
      const all: RaceArea[] = this.isPass ? [[0, 0, rows, columns]] : leg.areas;
      const swept = Math.floor((leg.cells * done.estimated) / (leg.cells - leg.measured));
      const measured = reveal ? { mask: reveal.mask, place } : null;
      hatch(context, { area: clipped(firstCells(all, swept)), measured }, look.hatch, unit);
    }
    context.save();
    context.imageSmoothingEnabled = false;
    const shown = reveal?.upTo(leg.sample ? listedUpTo(leg.sample, done.measured) : 0) ?? map;
    if (!reveal) {
      const isThere = leg.areas.length === 0 && done.measured >= leg.measured;
      const areas: readonly RaceArea[] = isThere
        ? [[0, 0, rows, columns]]
        : firstCells(leg.areas, done.measured, this.isPass);
      context.clip(clipped(areas));
    }
    context.drawImage(shown, place.x, place.y, place.width, place.height);
    context.restore();
  }

  /** The window that was run last, where it is. */
  private drawWindow(
    context: CanvasRenderingContext2D,
    { legs, isEstimated }: SideProgress,
    toCanvas: (part: Rectangle) => Rectangle,
    look: Look,
    unit: number,
  ): void {
    if (isEstimated) return;
    const at = legs.findLastIndex(({ measured }) => measured > 0);
    const [leg, layer] = [this.legs[at], this.scene.layers[at]];
    if (!leg || !layer) return;
    const last = (legs[at]?.measured ?? 0) - 1;
    const { sample } = leg;
    const index = sample ? sample.cells[listedUpTo(sample, last + 1) - 1] : last;
    const cell = placeOf(leg.areas, index ?? 0);
    if (!cell) return;
    const { x, y, width, height } = toCanvas(windowOf(layer.placement, cell.row, cell.column));
    context.lineWidth = 2 * unit;
    context.strokeStyle = look.frame;
    context.strokeRect(x, y, width, height);
  }
}

function outline(
  context: CanvasRenderingContext2D,
  boxes: readonly OutlinedBox[],
  toCanvas: (part: Rectangle) => Rectangle,
  unit: number,
): void {
  context.lineWidth = 1.5 * unit;
  for (const box of boxes) {
    const { x, y, width, height } = toCanvas(box);
    context.strokeStyle = box.colour;
    context.strokeRect(x, y, width, height);
  }
}

export function canvasOf(pixels: ImageData): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = pixels.width;
  canvas.height = pixels.height;
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
  return canvas;
}
