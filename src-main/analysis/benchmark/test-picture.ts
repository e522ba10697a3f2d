/** @file Grey pictures out of a seed: shapes of all tones on a slope, with noise over everything. */
import { randomNumbers } from "../../../src-core/random.ts";
import type { Pixels } from "../../engine/engine.ts";

const seed = 1;
const shapesPerMegapixel = 400;
const noise = 24; // tones, peak to peak

/** `size` × `size` pixels, one channel; the same for the same size. */
export function picture(size: number): Pixels {
  const uniform = randomNumbers(seed);
  const tones = new Float32Array(size * size);
  const [slopeX, slopeY] = [uniform() * 90, uniform() * 90];
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      tones[y * size + x] = 30 + (slopeX * x) / size + (slopeY * y) / size;
  const shapes = Math.ceil((shapesPerMegapixel * size * size) / 1e6);
  for (let shape = 0; shape < shapes; shape++) draw(tones, size, uniform);
  const data = Uint8Array.from(tones, (tone) =>
    Math.min(255, Math.max(0, tone + (uniform() - 0.5) * noise)),
  );
  return { data, batch: 1, width: size, height: size, channels: 1 };
}

/** A disc, a ring or a bar somewhere in the picture. */
function draw(tones: Float32Array, size: number, uniform: () => number): void {
  const [centreX, centreY] = [uniform() * size, uniform() * size];
  const radius = 3 + uniform() * 14;
  const tone = uniform() * 255;
  const kind = Math.floor(uniform() * 3);
  const [left, right] = [Math.max(0, centreX - radius), Math.min(size, centreX + radius)];
  const [top, bottom] = [Math.max(0, centreY - radius), Math.min(size, centreY + radius)];
  for (let y = Math.ceil(top); y < bottom; y++)
    for (let x = Math.ceil(left); x < right; x++) {
      const distance = Math.hypot(x - centreX, y - centreY);
      const inside =
        kind === 0
          ? distance < radius
          : kind === 1
            ? distance < radius && distance > radius - 4
            : Math.abs(x - centreX) < 2.5;
      if (inside) tones[y * size + x] = tone;
    }
}
