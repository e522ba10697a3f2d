/** @file What a detector with anchors says of one tile: how likely each class is in every cell, and its boxes. */
import type { AnchoredHead } from "../../../src-core/contract/heads.ts";
import { decodeAnchors } from "../../../src-core/detection/anchor-decoding.ts";
import type { Candidate } from "../../../src-core/detection/candidate.ts";
import { lowestScore } from "../../../src-core/detection/candidate.ts";
import { cornerBoxes } from "../../../src-core/detection/corner-boxes.ts";
import { bestAnchors, probabilities } from "../../../src-core/detection/probabilities.ts";
import type { Size } from "../../../src-core/size.ts";
import type { Detector } from "../../../src-core/network/surgery/detector.ts";
import type { Tile } from "../../../src-core/tiling/plan.ts";
import type { Run } from "../../engine/engine.ts";
import { anchorGrid } from "./anchor-grid.ts";
import { AnchorHeat, levelCells } from "./anchor-heat.ts";
import { levelMaps } from "./level-maps.ts";
import { tileColumns, tileRows } from "./tile-scores.ts";

export interface TileFindings {
  /** classes × rows × columns of the finest map: the best of all levels and anchors */
  readonly heat: Float32Array;
  /** In pixels of the image that the network sees; those that are no boxes among them. */
  readonly boxes: Candidate[];
}

interface DetectorInput {
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
  { detector, head, image, content, scale }: DetectorInput,
  run: Run,
  tile: Tile,
  fine: Tile,
): TileFindings {
  const classes = head.classes.length;
  const background = head.background ?? null;
  const heat = new AnchorHeat(tileRows(fine), tileColumns(fine), classes, background);
  const cellsOf = levelCells(detector, image);
  // All of them, however many: a cap on a tile's boxes would make the result depend on the tiles.
  const wanted = { threshold: lowestScore, background, image: content, seen: image };
  const boxes: Candidate[] = [];
  for (const [index, map] of levelMaps(detector, head, run, tile, image).entries()) {
    const level = detector.levels[index];
    const cells = map.scores.rows * map.scores.columns;
    if (!level || cells === 0) continue;
    const anchors = head.levels[index]?.anchors.length ?? 0;
    const shape = { anchors, classes, cells };
    const data = probabilities({ data: map.scores.data, ...shape }, head.activation);
    heat.raise(
      { ...map.scores, data: bestAnchors({ data, ...shape }, background) },
      cellsOf(level),
    );
    const given = { ...map.scores, scores: data, deltas: map.boxes.data, classes };
    const found =
      head.boxes === "corners"
        ? cornerBoxes(given, anchors, wanted)
        : decodeAnchors(given, anchorGrid(head, index, level, tile, image), wanted);
    for (const box of found) boxes.push({ ...box, scale });
  }
  return { heat: heat.data, boxes };
}
