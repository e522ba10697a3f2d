/** @file Where the anchors of one level lie in a tile. */
import type { AnchoredHead } from "../../../src-core/contract/heads.ts";
import type { AnchorGrid } from "../../../src-core/detection/anchor-decoding.ts";
import type { Size } from "../../../src-core/size.ts";
import type { Level } from "../../../src-core/network/surgery/detector.ts";
import type { Tile } from "../../../src-core/tiling/plan.ts";

/**
 * A stride apart, or spread evenly over the image and none larger than it.
 * @param index of the level in its head
 * @param image what the network sees
 */
export function anchorGrid(
  head: AnchoredHead,
  index: number,
  level: Level,
  tile: Tile,
  image: Size,
): AnchorGrid {
  const { anchors, stride } = head.levels[index] ?? { anchors: [], stride: 1 };
  const corner = {
    row: tile.vertical.from * level.finer,
    column: tile.horizontal.from * level.finer,
  };
  const shapes = anchors.map(([width, height]) => ({ width, height }));
  const { variances } = head;
  if (head.centres !== "image")
    return { shapes, stride: { x: stride, y: stride }, variances, corner };
  return {
    shapes: shapes.map(({ width, height }) => ({
      width: Math.min(width, image.width),
      height: Math.min(height, image.height),
    })),
    stride: {
      x: image.width / level.horizontal.count(image.width),
      y: image.height / level.vertical.count(image.height),
    },
    variances,
    corner,
  };
}
