/** @file What padding does, computed as it is shown: a small network that pads, once over an image and once in every window. */
import { convolve } from "../../../src-core/equivalence/convolve.ts";
import { flatWindow, multiply } from "../../../src-core/equivalence/multiply.ts";
import type { Padding } from "../../../src-core/equivalence/padding.ts";
import type { Kernels, Volume } from "../../../src-core/equivalence/volumes.ts";
import { randomKernels, randomVolume } from "../../../src-core/equivalence/volumes.ts";
import { randomNumbers } from "../../../src-core/random.ts";

export interface PaddingSettings {
  /** Convolutions of 3×3 with a ReLU before the dense layer. */
  readonly layers: number;
  readonly padding: Padding;
  readonly seed: number;
}

export interface PaddingLesson {
  readonly image: Volume;
  /** Side of the window, in pixels. */
  readonly window: number;
  /** One score for each window: rows × columns. */
  readonly pass: Volume;
  readonly windows: Volume;
  /** Largest magnitude of a score. */
  readonly largest: number;
  readonly maxAbsDiff: number;
  /** Cells that differ by more than rounding explains. */
  readonly differing: number;
}

const imageSide = 24;
const windowSide = 12;
const channels = 2;
/** As a share of the largest score: float32 sums of a few hundred products. */
const rounding = 1e-5;

export function paddingLesson({ layers, padding, seed }: PaddingSettings): PaddingLesson {
  const random = randomNumbers(seed);
  const side = padding === "same" ? windowSide : windowSide - 2 * layers;
  const convolutions = Array.from({ length: layers }, (_, index) =>
    randomKernels({ height: 3, width: 3, channels: index === 0 ? 1 : channels }, channels, random),
  );
  const dense = randomKernels(
    { height: side, width: side, channels: layers === 0 ? 1 : channels },
    1,
    random,
  );
  const image = randomVolume({ height: imageSide, width: imageSide, channels: 1 }, random);
  const pass = convolve(beneath(image, convolutions, padding), dense, "valid");
  const windows = new Float32Array(pass.values.length);
  for (let row = 0; row < pass.height; row++)
    for (let column = 0; column < pass.width; column++) {
      const shape = { height: windowSide, width: windowSide, channels: 1 };
      const cut = { ...shape, values: flatWindow(image, shape, row, column) };
      const [score = NaN] = multiply(dense.values, beneath(cut, convolutions, padding).values);
      windows[row * pass.width + column] = score;
    }
  const apart = pass.values.map((score, at) => Math.abs(score - (windows[at] ?? NaN)));
  const largest = windows.reduce((most, score) => Math.max(most, Math.abs(score)), 0);
  return {
    image,
    window: windowSide,
    pass,
    windows: { ...pass, values: windows },
    largest,
    maxAbsDiff: apart.reduce((most, value) => Math.max(most, value), 0),
    differing: apart.filter((value) => value > rounding * Math.max(1, largest)).length,
  };
}

const beneath = (volume: Volume, kernels: readonly Kernels[], padding: Padding): Volume =>
  kernels.reduce((before, layer) => {
    const after = convolve(before, layer, padding);
    return { ...after, values: after.values.map((value) => Math.max(0, value)) };
  }, volume);
