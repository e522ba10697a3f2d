/** @file One tile of the heat-map layer that lies over an image. */
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import { scorePlane } from "../../src-core/overlay/plane.ts";
import type { CellSize } from "./map-grid.ts";
import type { ScoreSource } from "./score-source.ts";

/** Cells along one side of a tile. */
export const layerTile = 256;

export interface LayerPlane extends CellSize {
  /** rows × columns */
  readonly data: Float32Array;
}

type Cells = CellSize & Pick<ScoreSource, "classes" | "readClasses">;

/** Scores of a few classes that are held at once: 16 MB. */
const most = 2 ** 22;

/** @throws RangeError when the tile is outside the layer */
export async function shownPlane(
  source: Cells,
  row: number,
  column: number,
  shown: number | "objects",
  background: number | undefined,
): Promise<LayerPlane> {
  const [top, left] = [row * layerTile, column * layerTile];
  if (!(row >= 0 && column >= 0 && top < source.rows && left < source.columns))
    throw new RangeError(
      `tile (${row}, ${column}) is outside a layer of ${source.rows}×${source.columns} cells`,
    );
  const area = {
    row: top,
    column: left,
    rows: Math.min(layerTile, source.rows - top),
    columns: Math.min(layerTile, source.columns - left),
  };
  return planeOf(source, area, shown, background);
}

/**
 * Scores of class `shown` or the best of all but `background` in a part of the map, a few classes at a time.
 * @throws RangeError when a part of the area or the class is outside the map
 */
export async function planeOf(
  source: Cells,
  area: CellSize & { row: number; column: number },
  shown: number | "objects",
  background: number | undefined,
): Promise<LayerPlane> {
  const { rows, columns } = area;
  if (shown !== "objects") {
    if (!(shown >= 0 && shown < source.classes))
      throw new RangeError(`class ${shown} is none of ${source.classes}`);
    return { data: (await source.readClasses(shown, 1, area)).data, rows, columns };
  }
  const together = Math.max(1, Math.floor(most / (rows * columns)));
  let best: Float32Array | undefined;
  for (let first = 0; first < source.classes; first += together) {
    const count = Math.min(together, source.classes - first);
    const map = await source.readClasses(first, count, area);
    best = higher(best, objects(map, background === undefined ? undefined : background - first));
  }
  return { data: best ?? new Float32Array(rows * columns), rows, columns };
}

const objects = (map: ScoreMap, background: number | undefined): Float32Array =>
  scorePlane(map, "objects", background);

function higher(one: Float32Array | undefined, other: Float32Array): Float32Array {
  return one?.map((score, cell) => Math.max(score, other[cell] ?? NaN)) ?? other;
}
