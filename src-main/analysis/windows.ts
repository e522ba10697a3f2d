/** @file Cuts the windows that the baseline visits: exactly the cells of the score map. */
import type { Pixels } from "../engine/engine.ts";
import type { Cells } from "./grid.ts";

/**
 * The windows of `cells` (row-major indices) as one batch, copied row by row.
 * @param image one image, batch 1
 */
export function cutWindows(image: Pixels, grid: Cells, cells: Iterable<number>): Pixels {
  const { channels } = image;
  const wanted = [...cells];
  const rowLength = grid.width * channels;
  const data = new Uint8Array(wanted.length * grid.height * rowLength);
  let target = 0;
  for (const cell of wanted) {
    const top = Math.floor(cell / grid.columns) * grid.strideY;
    const left = (cell % grid.columns) * grid.strideX;
    for (let y = top; y < top + grid.height; y++) {
      const from = (y * image.width + left) * channels;
      data.set(image.data.subarray(from, from + rowLength), target);
      target += rowLength;
    }
  }
  return { data, batch: wanted.length, height: grid.height, width: grid.width, channels };
}
