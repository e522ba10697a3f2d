/** @file The scores of tiles and their parts. */
import type { Tile } from "../../../src-core/tiling/plan.ts";
import type { Scores } from "../../engine/engine.ts";

/** Scores of a tile's cells: classes × rows × columns. */
export type TileScores = Float32Array;

/** A tile's place on the map and on the image. */
type Spans = Pick<Tile, "vertical" | "horizontal">;

export const tileRows = ({ vertical }: Pick<Tile, "vertical">): number =>
  vertical.to - vertical.from;
export const tileColumns = ({ horizontal }: Pick<Tile, "horizontal">): number =>
  horizontal.to - horizontal.from;
export const tileCells = (tile: Spans): number => tileRows(tile) * tileColumns(tile);

/** Its pixels. */
export const tilePixels = ({ vertical, horizontal }: Spans): { width: number; height: number } => ({
  width: horizontal.end - horizontal.start,
  height: vertical.end - vertical.start,
});

/** The tile's own cells among those that the network computed; the same array where these are all. */
export function ownScores({ data, classes, rows, columns }: Scores, tile: Spans): TileScores {
  const [height, width] = [tileRows(tile), tileColumns(tile)];
  if (rows === height && columns === width) return data;
  const part = new Float32Array(classes * height * width);
  const { skip: above } = tile.vertical;
  const { skip: before } = tile.horizontal;
  if (rows < above + height || columns < before + width)
    throw new RangeError(
      `the network computed ${rows}×${columns} cells on a tile that needs ${above + height}×${before + width}`,
    );
  for (let line = 0; line < classes * height; line++) {
    const row = Math.floor(line / height) * rows + above + (line % height);
    const from = row * columns + before;
    part.set(data.subarray(from, from + width), line * width);
  }
  return part;
}

/** Puts the scores of one of its parts into a tile. */
export function placePart(whole: TileScores, tile: Spans, part: TileScores, quarter: Spans): void {
  const [rows, columns] = [tileRows(tile), tileColumns(tile)];
  const [height, width] = [tileRows(quarter), tileColumns(quarter)];
  const classes = whole.length / (rows * columns);
  const top = quarter.vertical.from - tile.vertical.from;
  const left = quarter.horizontal.from - tile.horizontal.from;
  for (let line = 0; line < classes * height; line++) {
    const row = Math.floor(line / height) * rows + top + (line % height);
    const target = row * columns + left;
    whole.set(part.subarray(line * width, (line + 1) * width), target);
  }
}
