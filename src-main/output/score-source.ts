/** @file A score map that is read in parts, wherever it lies. */
import type { CellArea, ScoreRange } from "../../src-core/contract/api.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";

export interface ScoreSource {
  readonly classes: number;
  readonly rows: number;
  readonly columns: number;
  /** Lowest and highest score that is there. */
  readonly range: ScoreRange;
  /** Scores of a part of the map; NaN in cells that are not there yet. */
  read(area: CellArea): Promise<ScoreMap>;
}
