/** @file The windows of a random sample as they come, each where it is. */
import type { RaceLeg } from "../../../src-core/contract/race.ts";
import type { Plane } from "./scene.ts";
import { eachCell } from "./scene.ts";

export class SampleReveal {
  private readonly canvas = document.createElement("canvas");
  private readonly all: Uint32Array;
  private readonly shown: ImageData;
  /** Places of the listed windows among the pixels, in the order in which they were run. */
  private readonly places: readonly number[];
  /** Opaque where a window of the sample is. */
  readonly mask = document.createElement("canvas");
  private count = 0;

  constructor(leg: RaceLeg, { level, columns }: Plane, pixels: ImageData) {
    this.canvas.width = pixels.width;
    this.canvas.height = pixels.height;
    this.all = new Uint32Array(pixels.data.buffer);
    this.shown = new ImageData(pixels.width, pixels.height);
    const places: number[] = [];
    eachCell(leg, (row, column) => {
      places.push((row >> level) * columns + (column >> level));
    });
    this.places = places;
    this.mask.width = pixels.width;
    this.mask.height = pixels.height;
    const opaque = new ImageData(pixels.width, pixels.height);
    const all = new Uint32Array(opaque.data.buffer);
    for (const place of places) all[place] = 0xff000000;
    this.mask.getContext("2d")?.putImageData(opaque, 0, 0);
  }

  /** @param count of listed windows that are done */
  upTo(count: number): HTMLCanvasElement {
    if (count === this.count) return this.canvas;
    const shown = new Uint32Array(this.shown.data.buffer);
    if (count < this.count) {
      shown.fill(0);
      this.count = 0;
    }
    for (const place of this.places.slice(this.count, count)) shown[place] = this.all[place] ?? 0;
    this.count = count;
    this.canvas.getContext("2d")?.putImageData(this.shown, 0, 0);
    return this.canvas;
  }
}
