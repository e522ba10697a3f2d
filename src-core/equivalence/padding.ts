/** @file One axis of a convolution with stride 1: its output's length, and where the kernel's taps lie. */

/**
 * `same`: as many zeros as keep the length, the odd one at the end where the kernel is even (ONNX's `SAME_UPPER`, which is
 * TensorFlow's `SAME`). `valid`: none.
 */
export type Padding = "same" | "valid";

/** Zeros before the first pixel. Source: ONNX operator Conv, auto_pad; kernel − 1 zeros in all. */
export const zerosBefore = (kernel: number, padding: Padding): number =>
  padding === "same" ? Math.floor((kernel - 1) / 2) : 0;

/** Source: Dumoulin & Visin 2016, sections 2.1 (valid) and 2.2.1 (same). */
export const outputLength = (input: number, kernel: number, padding: Padding): number =>
  padding === "same" ? input : input - kernel + 1;

/** Tap `tap` of the kernel over pixel `pixel` of the input. */
export interface Tap {
  readonly tap: number;
  readonly pixel: number;
}

/** For each position of the output the taps that lie on the input; those on padding are left out. */
export function tapsAlong(input: number, kernel: number, padding: Padding): Tap[][] {
  const zeros = zerosBefore(kernel, padding);
  return Array.from({ length: outputLength(input, kernel, padding) }, (_, position) =>
    Array.from({ length: kernel }, (_, tap) => ({ tap, pixel: position - zeros + tap })).filter(
      ({ pixel }) => pixel >= 0 && pixel < input,
    ),
  );
}
