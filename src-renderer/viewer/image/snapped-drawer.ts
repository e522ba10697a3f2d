/** @file Draws tiles edge to edge on the screen's pixels. */
import OpenSeadragon from "openseadragon";

declare module "openseadragon" {
  // Public in OpenSeadragon, absent from its types.
  interface CanvasDrawer {
    getDataToDraw(tile: Tile): unknown;
    minimumOverlapRequired(): boolean;
  }
}

/**
 * Against seams, OpenSeadragon's own drawer makes every tile a pixel larger than it is, so that a mark in it may be a pixel
 * off its place. Here the edges of tiles are rounded to the screen's pixels instead: neighbours share them, and nothing is
 * stretched by more than half a pixel.
 */
export class SnappedDrawer extends OpenSeadragon.CanvasDrawer {
  override minimumOverlapRequired(): boolean {
    return false;
  }

  /** What every tile goes through right before it is drawn. */
  override getDataToDraw(tile: OpenSeadragon.Tile): unknown {
    const { position, size } = tile;
    if (!position || !size) return super.getDataToDraw(tile);
    const ratio = OpenSeadragon.pixelDensityRatio;
    const snap = (value: number): number => Math.round(value * ratio) / ratio;
    const [left, top] = [snap(position.x), snap(position.y)];
    const [right, bottom] = [snap(position.x + size.x), snap(position.y + size.y)];
    tile.position = new OpenSeadragon.Point(left, top);
    tile.size = new OpenSeadragon.Point(right - left, bottom - top);
    return super.getDataToDraw(tile);
  }
}
