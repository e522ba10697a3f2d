/** @file A small picture of a raster, whose pixels are not rounded to levels. */
import { areaAxes } from "./area-axis.ts";
import type { Raster } from "../raster.ts";

/**
 * height × width × channels, the means of areas (`areaAxes`). Only the lines that make one of the result are read at once.
 * @throws RangeError for a size that is none
 */
export async function areaMeans(
  raster: Raster,
  size: { readonly width: number; readonly height: number },
): Promise<Float32Array> {
  const { channels } = raster;
  const { x, y } = areaAxes(raster, size);
  const length = raster.width * channels;
  const result = new Float32Array(size.height * size.width * channels);
  const line = new Float64Array(length);
  for (let row = 0, at = 0; row < size.height; row++) {
    const area = { x: 0, y: y.first[row] ?? 0, width: raster.width, height: y.taps };
    const lines = await raster.read(area);
    line.fill(0);
    for (let tap = 0; tap < y.taps; tap++) {
      const weight = y.weights[row * y.taps + tap] ?? 0;
      if (weight === 0) continue;
      for (let place = 0; place < length; place++)
        line[place] = (line[place] ?? 0) + weight * (lines[tap * length + place] ?? 0);
    }
    for (let column = 0; column < size.width; column++)
      for (let channel = 0; channel < channels; channel++, at++) {
        let sum = 0;
        let from = (x.first[column] ?? 0) * channels + channel;
        for (let tap = 0; tap < x.taps; tap++, from += channels)
          sum += (x.weights[column * x.taps + tap] ?? 0) * (line[from] ?? 0);
        result[at] = sum;
      }
  }
  return result;
}
