/** @file Colours for cells that have none, so that those beside them can be enlarged smoothly. */
import type { MapSize } from "./heat-grid.ts";

/**
 * Makes every cell opaque. One that does not count takes the mean colour of its neighbours that do: what is drawn smoothly of it
 * is cut away again, and the colours of cells that count run into each other, never towards one that does not.
 * @param pixels RGBA, rows × columns × 4, alpha 0 where a cell does not count; written into
 */
export function spreadColours(pixels: Uint8ClampedArray, { rows, columns }: MapSize): void {
  const counts = Uint8Array.from({ length: rows * columns }, (_, cell) =>
    (pixels[4 * cell + 3] ?? 0) > 0 ? 1 : 0,
  );
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      if (counts[cell] === 1) continue;
      pixels[4 * cell + 3] = 255;
      let [red, green, blue, count] = [0, 0, 0, 0];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          const near = y * columns + x;
          if (counts[near] !== 1) continue;
          red += pixels[4 * near] ?? 0;
          green += pixels[4 * near + 1] ?? 0;
          blue += pixels[4 * near + 2] ?? 0;
          count++;
        }
      if (count === 0) continue;
      pixels[4 * cell] = Math.round(red / count);
      pixels[4 * cell + 1] = Math.round(green / count);
      pixels[4 * cell + 2] = Math.round(blue / count);
    }
}
