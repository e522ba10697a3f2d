/** @file A picture laid into a larger one. */
import type { PixelPlane } from "./area-resize.ts";

/** @param into height × width × channels, which is written to @param at where the piece's corner comes to lie */
export function paste(
  { data: into, width, channels }: PixelPlane,
  piece: PixelPlane,
  at: { readonly x: number; readonly y: number },
): void {
  const length = piece.width * channels;
  for (let row = 0; row < piece.height; row++)
    into.set(
      piece.data.subarray(row * length, (row + 1) * length),
      ((at.y + row) * width + at.x) * channels,
    );
}
