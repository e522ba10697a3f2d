/**
 * @file How many boxes an image may have: as many as its card allows, in every part of the size that the card is made for.
 *
 * Parts are blocks aligned to the image's corner, and a box belongs to the one that holds its centre: whatever lies elsewhere, and
 * however the pass was tiled, a part of a large image keeps what it would keep by itself.
 */
import type { Card } from "../contract/card.ts";
import type { Head } from "../contract/heads.ts";
import type { Box } from "./box.ts";
import { headOf } from "./heads/head-of.ts";
import type { Size } from "../size.ts";

export interface Cap {
  /** Most boxes of a block. */
  readonly most: number;
  /** In pixels of the image; null where the card does not say what size it is made for: then it is the whole image. */
  readonly block: Size | null;
}

/**
 * @param scale the largest at which the image is looked at. On twice the scale that the card is made for, objects of half the size
 * are looked for, and blocks have half the sides.
 * @returns null where the card allows any number
 */
export function capOf({ head, input }: Pick<Card, "head" | "input">, scale: number): Cap | null {
  const { cap } = headOf(head);
  if (!cap) return null;
  const { most, size } = cap;
  if (size === null) return { most, block: null };
  const per = size === "input" ? input : size;
  const times = scale / ownScale(head, input);
  return { most, block: { width: per.width / times, height: per.height / times } };
}

/** The largest scale at which the card has an image looked at. */
function ownScale(head: Head, input: Size): number {
  if (!head.pyramid) return 1;
  const [seen] = headOf(head).sides(input);
  return seen / head.pyramid.smallest;
}

/** @param boxes best first @returns those that a cap lets through, best first */
export function capped<T extends Box>(boxes: readonly T[], cap: Cap | null): T[] {
  if (!cap) return [...boxes];
  const counts = new Map<string, number>();
  return boxes.filter((box) => {
    const block = blockOf(box, cap.block);
    const count = counts.get(block) ?? 0;
    counts.set(block, count + 1);
    return count < cap.most;
  });
}

const blockOf = ({ x, y, width, height }: Box, block: Size | null): string =>
  block
    ? `${Math.floor((x + width / 2) / block.width)} ${Math.floor((y + height / 2) / block.height)}`
    : "";
