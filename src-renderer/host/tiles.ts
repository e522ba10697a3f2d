/** @file What the host hands out in parts: tiles of an image, regions of it, tiles of a score map. */
import { UserError } from "../../src-core/contract/failure.ts";
import type { Rectangle } from "../../src-core/overlay/registration.ts";
import { request } from "./request.ts";

/** A tile of a pyramid; level 0 is the largest. */
export interface TileAddress {
  readonly level: number;
  readonly row: number;
  readonly column: number;
}

export const imageTileUrl = (image: string, { level, row, column }: TileAddress): string =>
  `/api/images/${encodeURIComponent(image)}/tiles/${level}/${column}/${row}`;

/** Of any image, in its pixels; the area lies within it. */
export async function fetchRegion(
  image: string,
  { x, y, width, height }: Rectangle,
  signal: AbortSignal,
): Promise<Blob> {
  const path = `/api/images/${encodeURIComponent(image)}/region?x=${x}&y=${y}&width=${width}&height=${height}`;
  return (await request(path, { signal })).blob();
}

/**
 * Scores of a tile of the map, row by row; NaN in cells that are not there yet.
 * @throws UserError when there are not `cells` numbers
 */
export async function fetchHeatTile(
  analysis: string,
  { level, row, column }: TileAddress,
  shown: number | "objects",
  cells: number,
  signal: AbortSignal,
): Promise<Float32Array> {
  const path = `/api/analyses/${encodeURIComponent(analysis)}/heat/${level}/${row}/${column}?shown=${shown}`;
  const response = await request(path, { signal });
  const bytes = await response.arrayBuffer();
  const expected = cells * Float32Array.BYTES_PER_ELEMENT;
  if (bytes.byteLength !== expected)
    throw new UserError(
      "internal",
      `a tile of ${bytes.byteLength} bytes, not ${expected}: ${path}`,
    );
  return new Float32Array(bytes);
}
