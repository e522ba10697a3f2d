/** @file A score map that is read in parts, wherever it lies. */
import type { CellArea, ScoreRange } from "../../src-core/contract/api.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";

export interface ScoreSource {
  readonly classes: number;
  readonly rows: number;
  readonly columns: number;
  /** Lowest and highest finite score that is there; 0 and 0 while there is none. */
  readonly range: ScoreRange;
  /**
   * Scores of a part of the map; NaN in cells that are not there yet.
   * @throws RangeError when a part of the area is outside the map
   */
  read(area: CellArea): Promise<ScoreMap>;
  /** The same for `count` classes from `first` on: a map of many classes need not be held whole. */
  readClasses(first: number, count: number, area: CellArea): Promise<ScoreMap>;
}
