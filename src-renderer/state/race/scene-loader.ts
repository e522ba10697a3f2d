/** @file Gets what a race is drawn of: small images and maps are at hand or fetched whole, of large ones a coarse level. */
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import type { HeatLayer } from "../../../src-core/contract/api.ts";
import type { Head } from "../../../src-core/contract/heads.ts";
import { scorePlane } from "../../../src-core/overlay/plane.ts";
import { fetchScoreMap } from "../../host/analyses.ts";
import { request } from "../../host/request.ts";
import { fetchHeatTile, imageTileUrl } from "../../host/tiles.ts";
import { tileCells } from "../../viewer/heat/heat-grid.ts";
import { tileArea, tileCount } from "../../viewer/image/pyramid.ts";
import type { Plane, RaceLayer } from "../../viewer/race/scene.ts";
import { placementOf } from "../analysis/scale-maps.svelte.ts";
import type { Pyramid } from "../../viewer/image/pyramid.ts";

/** Pixels of a side. */
const [mostImage, mostPlane] = [2048, 1024];

export async function loadLayers(
  analysis: string,
  result: Analysis,
  head: Head,
  layer: HeatLayer | null,
  signal: AbortSignal,
): Promise<RaceLayer[]> {
  const scales = result.scales ?? [result];
  const layers: RaceLayer[] = [];
  for (const [index, { map, cell }] of scales.entries()) {
    const pass =
      layer && index === 0
        ? await coarsePlane(analysis, map, layer, signal)
        : await wholePlane(analysis, map, head, index, signal);
    layers.push({ placement: placementOf(map, cell), pass });
  }
  return layers;
}

async function wholePlane(
  analysis: string,
  map: Analysis["map"],
  { background, classes }: Head,
  index: number,
  signal: AbortSignal,
): Promise<Plane> {
  const { rows, columns } = map;
  const scores = await fetchScoreMap(analysis, map, signal, index);
  const plane = scorePlane(scores, "objects", background, classes.length);
  return { level: 0, rows, columns, scores: plane };
}

/** The finest level that is no larger than a screen. */
async function coarsePlane(
  analysis: string,
  map: Analysis["map"],
  layer: HeatLayer,
  signal: AbortSignal,
): Promise<Plane> {
  const wanted = Math.ceil(Math.log2(Math.max(map.rows, map.columns) / mostPlane));
  const level = Math.max(0, Math.min(layer.levels - 1, wanted));
  const [rows, columns] = [map.rows, map.columns].map((count) => Math.ceil(count / 2 ** level));
  const plane = { level, rows: rows ?? 0, columns: columns ?? 0 };
  const scores = new Float32Array(plane.rows * plane.columns).fill(NaN);
  for (let row = 0; row * layer.tile < plane.rows; row++)
    for (let column = 0; column * layer.tile < plane.columns; column++) {
      const address = { level, row, column };
      const size = tileCells(map, layer, address);
      const cells = size.rows * size.columns;
      const tile = await fetchHeatTile(analysis, address, "objects", cells, signal);
      for (let line = 0; line < size.rows; line++)
        scores.set(
          tile.subarray(line * size.columns, (line + 1) * size.columns),
          (row * layer.tile + line) * plane.columns + column * layer.tile,
        );
    }
  return { ...plane, scores };
}

/** A large image as one picture that is no larger than a screen. */
export async function loadPyramid(
  { id, pyramid }: { readonly id: string; readonly pyramid: Pyramid },
  signal: AbortSignal,
): Promise<HTMLCanvasElement> {
  const { width, height, levels } = pyramid;
  const wanted = Math.ceil(Math.log2(Math.max(width, height) / mostImage));
  const level = Math.max(0, Math.min(levels - 1, wanted));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width / 2 ** level);
  canvas.height = Math.ceil(height / 2 ** level);
  const context = canvas.getContext("2d");
  const { columns, rows } = tileCount(pyramid, level);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const address = { level, row, column };
      const answer = await request(imageTileUrl(id, address), { signal });
      const picture = await createImageBitmap(await answer.blob());
      const { x, y } = tileArea(pyramid, address);
      context?.drawImage(picture, x / 2 ** level, y / 2 ** level);
    }
  return canvas;
}
