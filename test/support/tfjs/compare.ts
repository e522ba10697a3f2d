/** @file A network on TensorFlow.js next to ONNX Runtime. */
import { expect } from "vitest";
import type { Size } from "../../../src-core/size.ts";
import { randomNumbers } from "../../../src-core/random.ts";
import type { Engine, Pixels, Run } from "../../../src-main/engine/engine.ts";
import { onnxruntime } from "../../../src-main/engine/onnxruntime.ts";

export function noise({ width, height }: Size, channels: 1 | 3, batch = 1): Pixels {
  const uniform = randomNumbers(width + height);
  const length = batch * width * height * channels;
  return {
    data: Uint8Array.from({ length }, () => uniform() * 256),
    batch,
    width,
    height,
    channels,
  };
}

/** As a share of the largest score, or of 1. */
export function difference(own: Run, right: Run): number {
  expect([own.classes, own.rows, own.columns]).toEqual([right.classes, right.rows, right.columns]);
  const largest = right.data.reduce((most, score) => Math.max(most, Math.abs(score)), 1);
  const apart = right.data.map((score, index) => Math.abs(score - (own.data[index] ?? NaN)));
  return apart.reduce((most, distance) => (distance <= most ? most : distance), 0) / largest;
}

export async function compare(
  engine: Engine,
  network: Uint8Array,
  pixels: Pixels,
): Promise<number> {
  const [own, right] = [await engine.open(network), await onnxruntime.open(network)];
  const result = difference(await own.run(pixels), await right.run(pixels));
  await Promise.all([own.release(), right.release()]);
  return result;
}
