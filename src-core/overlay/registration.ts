/** @file Where the score map lies on the image. */

/** What registration needs of a map: its cells, and the window that each of them is. */
export interface MapPlacement {
  readonly columns: number;
  readonly rows: number;
  readonly strideX: number;
  readonly strideY: number;
  readonly windowWidth: number;
  readonly windowHeight: number;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The part of the image that has scores: every cell is a stride × stride rectangle round its window's centre, so the map
 * is not stretched over the border of half a window that has none.
 * Units: pixels of the image, (0, 0) is the corner of the first pixel and (0.5, 0.5) its centre.
 */
export function mapRectangle(map: MapPlacement): Rectangle {
  return {
    x: (map.windowWidth - map.strideX) / 2,
    y: (map.windowHeight - map.strideY) / 2,
    width: map.columns * map.strideX,
    height: map.rows * map.strideY,
  };
}

/** Whether a part of the image, beyond a hair's breadth, has no scores. */
export function hasBorder(map: MapPlacement, image: { width: number; height: number }): boolean {
  const { x, y, width, height } = mapRectangle(map);
  const least = 0.5; // pixels
  return (
    x >= least ||
    y >= least ||
    image.width - x - width >= least ||
    image.height - y - height >= least
  );
}

/** The cell whose rectangle holds a point of the image, or null in the border that has no scores. */
export function cellAt(
  map: MapPlacement,
  x: number,
  y: number,
): { row: number; column: number } | null {
  const area = mapRectangle(map);
  const column = Math.floor((x - area.x) / map.strideX);
  const row = Math.floor((y - area.y) / map.strideY);
  const inside = column >= 0 && column < map.columns && row >= 0 && row < map.rows;
  return inside ? { row, column } : null;
}

/** The window of a cell, on the image. */
export function windowOf(map: MapPlacement, row: number, column: number): Rectangle {
  return {
    x: column * map.strideX,
    y: row * map.strideY,
    width: map.windowWidth,
    height: map.windowHeight,
  };
}
