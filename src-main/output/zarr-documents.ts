/** @file The JSON documents of a score map as OME-Zarr 0.5 (Zarr v3). Source: ngff.openmicroscopy.org/0.5, zarr-specs v3. */
import { z } from "zod";
import type { ScoreRange } from "../../src-core/contract/api.ts";
import type { MapPlacement } from "../../src-core/overlay/registration.ts";
import { channelColor } from "./channel-colors.ts";
import type { MapGrid } from "./map-grid.ts";
import { levelSize, tileAt } from "./map-grid.ts";

/** What a reader is told of a map besides its numbers. */
export interface MapDescription {
  readonly name: string;
  /** A name per class. */
  readonly labels: readonly string[];
  readonly placement: MapPlacement;
}

/** `zarr.json` of the array of one level: uncompressed little-endian float32, one chunk per tile. */
export function arrayDocument(grid: MapGrid, level: number): object {
  const [size, tile] = [levelSize(grid, level), tileAt(grid, level)];
  return {
    zarr_format: 3,
    node_type: "array",
    shape: [grid.classes, size.rows, size.columns],
    data_type: "float32",
    chunk_grid: {
      name: "regular",
      configuration: { chunk_shape: [grid.classes, tile.rows, tile.columns] },
    },
    chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
    fill_value: "NaN",
    codecs: [{ name: "bytes", configuration: { endian: "little" } }],
    attributes: {},
    dimension_names: ["c", "y", "x"],
  };
}

/**
 * `zarr.json` of the group. Coordinates are pixels of the image, (0, 0) is the centre of its first pixel: a cell lies at
 * the centre of its window, a cell of level L at the mean of the 2^L × 2^L cells that it covers.
 * @param range the scores between which a viewer spreads its colours
 */
export function groupDocument(
  { levels }: MapGrid,
  { name, labels, placement }: MapDescription,
  range: ScoreRange,
): object {
  const { strideX, strideY, windowWidth, windowHeight } = placement;
  const datasets = Array.from({ length: levels }, (_, level) => {
    const covered = 2 ** level;
    const centre = (stride: number, window: number): number =>
      (window - 1) / 2 + (stride * (covered - 1)) / 2;
    const translation = [0, centre(strideY, windowHeight), centre(strideX, windowWidth)];
    return {
      path: `${level}`,
      coordinateTransformations: [
        { type: "scale", scale: [1, strideY * covered, strideX * covered] },
        { type: "translation", translation },
      ],
    };
  });
  const axes = [
    { name: "c", type: "channel" },
    { name: "y", type: "space" },
    { name: "x", type: "space" },
  ];
  const window = { min: range.low, max: range.high, start: range.low, end: range.high };
  const channels = labels.map((label, index) => ({
    label,
    color: channelColor(index),
    active: true,
    window,
  }));
  const ome = {
    version: "0.5",
    multiscales: [{ name, axes, datasets, type: "maximum of 2x2" }],
    omero: { channels },
  };
  return { zarr_format: 3, node_type: "group", attributes: { ome } };
}

const lengths = z.tuple([z.int().positive(), z.int().positive(), z.int().positive()]);
const group = z.object({
  attributes: z.object({
    ome: z.object({ multiscales: z.tuple([z.object({ datasets: z.array(z.unknown()).min(1) })]) }),
  }),
});
const array = z.object({
  shape: lengths,
  data_type: z.literal("float32"),
  chunk_grid: z.object({ configuration: z.object({ chunk_shape: lengths }) }),
});

/** The grid behind the documents of a group and of its level 0, or null where they are none of ours. */
export function gridOf(groupText: string, arrayText: string): MapGrid | null {
  const [outer, inner] = [group.safeParse(parse(groupText)), array.safeParse(parse(arrayText))];
  if (!outer.success || !inner.success) return null;
  const [classes, rows, columns] = inner.data.shape;
  const [together, ...tile] = inner.data.chunk_grid.configuration.chunk_shape;
  if (together !== classes) return null;
  const levels = outer.data.attributes.ome.multiscales[0].datasets.length;
  return { classes, rows, columns, tile: { rows: tile[0], columns: tile[1] }, levels };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
