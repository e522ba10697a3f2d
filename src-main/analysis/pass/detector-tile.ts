/** @file What a detector with anchors says of one tile: how likely each class is in every cell, and its boxes. */
import type { AnchoredHead } from "../../../src-core/contract/heads.ts";
import { boxesOf } from "../../../src-core/detection/anchored.ts";
import type { Candidate } from "../../../src-core/detection/candidate.ts";
import { lowestScore } from "../../../src-core/detection/candidate.ts";
import { cornerBoxes } from "../../../src-core/detection/corners.ts";
import { bestAnchors, probabilities } from "../../../src-core/detection/probabilities.ts";
import type { Size } from "../../../src-core/network/convolutionalize.ts";
import type { Detector, Level } from "../../../src-core/network/detector.ts";
import type { AxisGeometry } from "../../../src-core/network/geometry.ts";
import type { Tile } from "../../../src-core/tiling/plan.ts";
import type { Run, Scores } from "../../engine/engine.ts";
import { detectorGrid } from "../windows/grid.ts";
import { columnsOf, partOf, rowsOf } from "./tile-scores.ts";

export interface TileFindings {
  /** classes × rows × columns of the finest map: the best of all levels and anchors */
  readonly heat: Float32Array;
  /** In pixels of the image that the network sees; those that are no boxes among them. */
  readonly boxes: Candidate[];
}

interface Known {
  readonly detector: Detector;
  readonly head: AnchoredHead;
  /** What the network sees. */
  readonly image: Size;
  /** How much of that is the image: what lies right of it and below it only fills the network's one size. */
  readonly content: Size;
  /** Index of its scale. */
  readonly scale: number;
}

/** @param fine the tile in cells of the finest map */
export function readTile(
  { detector, head, image, content, scale }: Known,
  run: Run,
  tile: Tile,
  fine: Tile,
): TileFindings {
  const [rows, columns] = [rowsOf(fine), columnsOf(fine)];
  const classes = head.classes.length;
  const heat = new Float32Array(classes * rows * columns).fill(-Infinity);
  const background = head.background ?? null;
  if (background !== null)
    heat.fill(Infinity, background * rows * columns, (background + 1) * rows * columns);
  const boxes: Candidate[] = [];
  const places = placesIn(detector, image);
  const maps =
    detector.form === "maps"
      ? levelMaps(detector, run, tile, image)
      : listedMaps(detector, head, run);
  const known = head.levels.flatMap(({ anchors, stride }, index) => {
    const [level, map] = [detector.levels[index], maps[index]];
    const cells = map ? map.scores.rows * map.scores.columns : 0;
    if (!level || !map || cells === 0) return [];
    const shape = { anchors: anchors.length, classes, cells };
    const data = probabilities({ data: map.scores.data, ...shape }, head.activation);
    return [{ level, map, anchors, stride, scores: { data, ...shape } }];
  });
  // All of them, however many: a cap on a tile's boxes would make the result depend on the tiles.
  const wanted = { threshold: lowestScore, background, image: content, seen: image };
  for (const { level, map, anchors, stride, scores } of known) {
    const best = { ...map.scores, data: bestAnchors(scores, background) };
    raise({ heat, rows, columns }, best, places(level), { classes, background });
    const given = { ...map.scores, scores: scores.data, deltas: map.boxes.data, classes };
    const spread = head.centres === "image";
    const grid = {
      shapes: anchors.map(([width, height]) =>
        spread
          ? { width: Math.min(width, image.width), height: Math.min(height, image.height) }
          : { width, height },
      ),
      stride: spread
        ? {
            x: image.width / level.horizontal.count(image.width),
            y: image.height / level.vertical.count(image.height),
          }
        : { x: stride, y: stride },
      variances: head.variances,
      corner: {
        row: tile.vertical.from * level.finer,
        column: tile.horizontal.from * level.finer,
      },
    };
    const found =
      head.boxes === "corners"
        ? cornerBoxes(given, anchors.length, wanted)
        : boxesOf(given, grid, wanted);
    for (const box of found) boxes.push({ ...box, scale });
  }
  return { heat, boxes };
}

interface LevelMap {
  readonly scores: Scores;
  readonly boxes: Scores;
}

/** The tile's own cells of every level. */
function levelMaps({ levels }: Detector, run: Run, tile: Tile, image: Size): LevelMap[] {
  const outputs = [run, ...(run.further ?? [])];
  return levels.map((level, index) => {
    const own = ownCells(tile, level, image);
    const cut = (output: Scores | undefined): Scores => {
      if (!output) throw new RangeError(`the network gave no output for level ${index}`);
      const data = partOf(output, own);
      return { ...output, data, rows: rowsOf(own), columns: columnsOf(own) };
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

/** A list of boxes as maps: the anchors of a cell side by side become planes. */
function listedMaps({ levels, window }: Detector, head: AnchoredHead, run: Run): LevelMap[] {
  const [scores, boxes] = [run, run.further?.[0]];
  if (!boxes) throw new RangeError("the network gave no boxes");
  let first = 0;
  return levels.map(({ vertical, horizontal }, index) => {
    const anchors = head.levels[index]?.anchors.length ?? 0;
    const [rows, columns] = [vertical.count(window.height), horizontal.count(window.width)];
    const planes = (list: Scores, numbers: number): Scores => {
      const cells = rows * columns;
      const data = new Float32Array(cells * anchors * numbers);
      for (let cell = 0; cell < cells; cell++)
        for (let plane = 0; plane < anchors * numbers; plane++)
          data[plane * cells + cell] =
            list.data[first * numbers + cell * anchors * numbers + plane] ?? NaN;
      return { data, batch: 1, classes: anchors * numbers, rows, columns };
    };
    const map = { scores: planes(scores, head.classes.length), boxes: planes(boxes, 4) };
    first += rows * columns * anchors;
    return map;
  });
}

/** The level's cell that holds a cell of the finest map; a level may end before that does. */
interface Places {
  readonly row: (fine: number) => number;
  readonly column: (fine: number) => number;
}

/** Where strides do not divide one another, a cell takes what the level's nearest anchors say. */
function placesIn(detector: Detector, image: Size): (level: Level) => Places {
  if (detector.form === "maps") {
    const finest = Math.max(...detector.levels.map(({ finer }) => finer));
    return ({ finer }) => {
      const cell = (fine: number): number => Math.floor((fine * finer) / finest);
      return { row: cell, column: cell };
    };
  }
  const { strideX, strideY } = detectorGrid(detector, image);
  const nearest =
    (fine: number, { jump, count }: AxisGeometry) =>
    (index: number): number =>
      Math.min(Math.floor(((index + 0.5) * fine) / jump), count(0) - 1);
  return ({ vertical, horizontal }) => ({
    row: nearest(strideY, vertical),
    column: nearest(strideX, horizontal),
  });
}

/** Raises the heat to a level's scores; the background falls to its. */
function raise(
  { heat, rows, columns }: { heat: Float32Array; rows: number; columns: number },
  level: Scores,
  { row: rowOf, column: columnOf }: Places,
  { classes, background }: { classes: number; background: number | null },
): void {
  const inside = (place: (fine: number) => number, fine: number, cells: number): number[] =>
    Array.from({ length: fine }, (_, index) => place(index)).filter((cell) => cell < cells);
  const down = inside(rowOf, rows, level.rows);
  const across = inside(columnOf, columns, level.columns);
  for (let index = 0; index < classes; index++)
    for (const [row, from] of down.entries()) {
      const line = (index * level.rows + from) * level.columns;
      const target = (index * rows + row) * columns;
      for (const [column, cell] of across.entries()) {
        const score = level.data[line + cell] ?? NaN;
        const known = heat[target + column] ?? NaN;
        heat[target + column] =
          index === background ? Math.min(known, score) : Math.max(known, score);
      }
    }
}
