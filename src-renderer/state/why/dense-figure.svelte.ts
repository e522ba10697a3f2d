/** @file What the first lesson is set to, and which of its weights and windows is looked at. */
import type { PlanePlace } from "../../presentation/why/planes.ts";
import { indexOfPlace, placeOfIndex } from "../../presentation/why/planes.ts";
import type { DenseLesson } from "../../presentation/why/dense-lesson.ts";
import { denseLesson } from "../../presentation/why/dense-lesson.ts";

export class DenseFigure {
  height = $state(4);
  width = $state(4);
  channels = $state(1);
  units = $state(3);
  more = $state(3);
  seed = $state(0);
  private wantedUnit = $state(0);
  private wantedInput = $state(5);
  private wantedWindow = $state.raw({ row: 0, column: 0 });

  readonly lesson: DenseLesson = $derived(
    denseLesson({
      height: this.height,
      width: this.width,
      channels: this.channels,
      units: this.units,
      more: this.more,
      seed: this.seed,
    }),
  );

  get inputs(): number {
    return this.height * this.width * this.channels;
  }

  /** Row of the matrix. */
  get unit(): number {
    return Math.min(this.wantedUnit, this.units - 1);
  }

  /** Column of the matrix. */
  get input(): number {
    return Math.min(this.wantedInput, this.inputs - 1);
  }

  /** Channel, row and column of that input. */
  get place(): PlanePlace {
    return placeOfIndex(this, this.input);
  }

  /** Cell of the map, and upper left corner of its window. */
  get window(): { readonly row: number; readonly column: number } {
    const { row, column } = this.wantedWindow;
    return { row: Math.min(row, this.more), column: Math.min(column, this.more) };
  }

  /** Its number in the kernels, and in the matrix. */
  get weight(): number {
    return this.lesson.kernels.values[this.unit * this.inputs + this.input] ?? NaN;
  }

  /** Of the image, under the weight. */
  get pixel(): number {
    const { image } = this.lesson;
    const { plane, y, x } = this.place;
    const at = { plane, y: y + this.window.row, x: x + this.window.column };
    return image.values[indexOfPlace(image, at)] ?? NaN;
  }

  get score(): number {
    const { byConvolution } = this.lesson;
    const at = { plane: this.unit, y: this.window.row, x: this.window.column };
    return byConvolution.values[indexOfPlace(byConvolution, at)] ?? NaN;
  }

  chooseWeight(unit: number, input: number): void {
    this.wantedUnit = unit;
    this.wantedInput = input;
  }

  /** @param place in the drawing of the kernels, which has a column for each unit */
  chooseInKernels({ plane, y, x }: PlanePlace): void {
    const channel = Math.floor(plane / this.units);
    this.chooseWeight(plane % this.units, indexOfPlace(this, { plane: channel, y, x }));
  }

  /** Number among the kernels' values. @param place as in `chooseInKernels` */
  indexInKernels({ plane, y, x }: PlanePlace): number {
    const [channel, unit] = [Math.floor(plane / this.units), plane % this.units];
    return unit * this.inputs + indexOfPlace(this, { plane: channel, y, x });
  }

  chooseCell(unit: number, row: number, column: number): void {
    this.wantedUnit = unit;
    this.wantedWindow = { row, column };
  }
}
