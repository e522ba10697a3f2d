/** @file The tiles of a large image as OpenSeadragon asks for them: its levels count from the smallest. */
import OpenSeadragon from "openseadragon";
import { imageTileUrl } from "../../host/tiles.ts";
import type { Pyramid } from "./pyramid.ts";
import { tileArea, tileCount } from "./pyramid.ts";

/**
 * OpenSeadragon would lay out levels of width · 2^−k pixels, not rounded up, and squeeze the border tiles into them: the
 * tiles' own places are told instead.
 */
export function pyramidSource(image: string, pyramid: Pyramid): OpenSeadragon.TileSource {
  const { width, height, tile, levels } = pyramid;
  const source = new OpenSeadragon.TileSource({
    width,
    height,
    minLevel: 0,
    maxLevel: levels - 1,
    tileSize: tile,
    tileOverlap: 0,
    ready: true,
  });
  const levelOf = (theirs: number): number => levels - 1 - theirs;
  return Object.assign(source, {
    getNumTiles(level: number): OpenSeadragon.Point {
      const { columns, rows } = tileCount(pyramid, levelOf(level));
      return new OpenSeadragon.Point(columns, rows);
    },
    /** In widths of the image; of the tile's own picture, in its pixels. */
    getTileBounds(level: number, column: number, row: number, ofPicture = false) {
      const ours = levelOf(level);
      const area = tileArea(pyramid, { level: ours, row, column });
      if (ofPicture) {
        const pixel = 2 ** ours;
        return new OpenSeadragon.Rect(0, 0, area.width / pixel, area.height / pixel);
      }
      const [x, y] = [area.x / width, area.y / width];
      return new OpenSeadragon.Rect(x, y, area.width / width, area.height / width);
    },
    getTileUrl: (level: number, column: number, row: number): string =>
      imageTileUrl(image, { level: levelOf(level), row, column }),
    hasTransparency: () => false,
  });
}
