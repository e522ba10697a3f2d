/** @file A score map of any size on the grid of a small picture. */
import type { CellArea } from "../../../src-core/contract/api.ts";
import type { MapPlacement } from "../../../src-core/overlay/registration.ts";
import { mapRectangle } from "../../../src-core/overlay/registration.ts";
import type { Size } from "../../../src-core/size.ts";

/** Cells that are read at once. */
const most = 2e6;

/**
 * The highest score of the cells that each pixel of the picture stands for, height × width; NaN in the border without scores.
 * @param plane scores to show, rows × columns of a part of the map
 */
export async function thumbPlane(
  plane: (area: CellArea) => Promise<Float32Array>,
  placement: MapPlacement,
  image: Size,
  { width, height }: Size,
): Promise<Float32Array> {
  const map = mapRectangle(placement);
  const { columns } = placement;
  const across = spans(width, image.width, map.x, placement.strideX, columns);
  const down = spans(height, image.height, map.y, placement.strideY, placement.rows);
  const shown = new Float32Array(width * height).fill(NaN);
  let [first, held, end]: [number, Float32Array, number] = [0, new Float32Array(0), 0];
  for (const [y, span] of down.entries()) {
    if (!span) continue;
    if (span.end > end) {
      first = span.start;
      end = Math.min(placement.rows, Math.max(span.end, first + Math.floor(most / columns)));
      held = await plane({ row: first, column: 0, rows: end - first, columns });
    }
    for (const [x, { start, end: last } = { start: 0, end: 0 }] of across.entries()) {
      let best = NaN;
      for (let row = span.start - first; row < span.end - first; row++)
        for (let column = start; column < last; column++) {
          const score = held[row * columns + column] ?? NaN;
          if (!(score <= best) && !Number.isNaN(score)) best = score;
        }
      shown[y * width + x] = best;
    }
  }
  return shown;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The cells whose middle lies in each pixel; where a cell is larger than a pixel, the one at its middle. */
function spans(
  pixels: number,
  length: number,
  offset: number,
  stride: number,
  cells: number,
): (Span | undefined)[] {
  const scale = length / pixels;
  return Array.from({ length: pixels }, (_, pixel) => {
    const at = (position: number): number => (position * scale - offset) / stride;
    const [start, end] = [Math.ceil(at(pixel) - 0.5), Math.ceil(at(pixel + 1) - 0.5)];
    const middle = Math.floor(at(pixel + 0.5));
    const span = end > start ? { start, end } : { start: middle, end: middle + 1 };
    const clipped = { start: Math.max(0, span.start), end: Math.min(cells, span.end) };
    return clipped.end > clipped.start ? clipped : undefined;
  });
}
