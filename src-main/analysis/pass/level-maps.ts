/** @file The scores and boxes of each level of a detector with anchors, for the cells of one tile. */
import type { AnchoredHead } from "../../../src-core/contract/heads.ts";
import type { Size } from "../../../src-core/size.ts";
import type { Detector, Level } from "../../../src-core/network/surgery/detector.ts";
import type { Tile } from "../../../src-core/tiling/plan.ts";
import type { Run, Scores } from "../../engine/engine.ts";
import { tileColumns, ownScores, tileRows } from "./tile-scores.ts";

/** Of one level; both have its rows and columns. */
export interface LevelMap {
  /** Anchors·classes planes: the classes of the first anchor, then those of the second one … */
  readonly scores: Scores;
  /** Anchors·4 planes. */
  readonly boxes: Scores;
}

/** @param image what the network sees @throws RangeError where the network gave fewer outputs than its head has levels */
export const levelMaps = (
  detector: Detector,
  head: AnchoredHead,
  run: Run,
  tile: Tile,
  image: Size,
): LevelMap[] =>
  detector.form === "maps" ? cutMaps(detector, run, tile, image) : mapsOfList(detector, head, run);

/** The tile's own cells of every level. */
function cutMaps({ levels }: Detector, run: Run, tile: Tile, image: Size): LevelMap[] {
  const outputs = [run, ...(run.further ?? [])];
  return levels.map((level, index) => {
    const own = ownCells(tile, level, image);
    const cut = (output: Scores | undefined): Scores => {
      if (!output) throw new RangeError(`the network gave no output for level ${index}`);
      const data = ownScores(output, own);
      return { ...output, data, rows: tileRows(own), columns: tileColumns(own) };
    };
    return { scores: cut(outputs[2 * index]), boxes: cut(outputs[2 * index + 1]) };
  });
}

function ownCells(tile: Tile, { vertical, horizontal, finer }: Level, image: Size): Tile {
  const span = (one: Tile["vertical"], cells: number): Tile["vertical"] => {
    const from = Math.min(one.from * finer, cells);
    return { ...one, from, to: Math.min(one.to * finer, cells), skip: one.skip * finer };
  };
  return {
    ...tile,
    vertical: span(tile.vertical, vertical.count(image.height)),
    horizontal: span(tile.horizontal, horizontal.count(image.width)),
  };
}

/** A list of boxes as maps: it has the anchors of a cell side by side, level after level. */
function mapsOfList({ levels, window }: Detector, head: AnchoredHead, run: Run): LevelMap[] {
  const boxes = run.further?.[0];
  if (!boxes) throw new RangeError("the network gave no boxes");
  let first = 0;
  return levels.map(({ vertical, horizontal }, index) => {
    const anchors = head.levels[index]?.anchors.length ?? 0;
    const [rows, columns] = [vertical.count(window.height), horizontal.count(window.width)];
    const cells = rows * columns;
    const planes = (list: Scores, numbers: number): Scores => {
      const each = anchors * numbers;
      const data = new Float32Array(cells * each);
      for (let cell = 0; cell < cells; cell++)
        for (let plane = 0; plane < each; plane++)
          data[plane * cells + cell] = list.data[first * numbers + cell * each + plane] ?? NaN;
      return { data, batch: 1, classes: each, rows, columns };
    };
    const map = { scores: planes(run, head.classes.length), boxes: planes(boxes, 4) };
    first += cells * anchors;
    return map;
  });
}
