import { type Box, intersectionOverUnion } from "./iou.ts";

/** A box over more buckets than this is compared with every box instead. */
const MOST_BUCKETS = 64;

/**
 * Greedy non-maximum suppression: from the best score down, a box is kept unless a kept one overlaps it by more than `iou`.
 * Returns the kept boxes, best first; boxes of equal score keep their order. Kept boxes are filed by place, so that a box
 * is compared with those near it only, and 100,000 boxes take a fraction of a second.
 * Source: Felzenszwalb et al. 2010, section 7.2.
 */
export function nonMaximumSuppression<T extends Box & { readonly score: number }>(
  boxes: readonly T[],
  iou: number,
): T[] {
  const kept: T[] = [];
  const places = new Places<T>(boxes);
  for (const box of [...boxes].sort((a, b) => b.score - a.score)) {
    if (!places.near(box, kept).some((other) => intersectionOverUnion(box, other) > iou)) {
      kept.push(box);
      places.add(box);
    }
  }
  return kept;
}

/** Boxes filed under every square bucket that they lie over; boxes that overlap share a bucket. */
class Places<T extends Box> {
  private readonly side: number;
  private readonly buckets = new Map<string, T[]>();
  private readonly large: T[] = [];

  constructor(boxes: readonly Box[]) {
    const sides = boxes.map(({ width, height }) => Math.max(width, height)).sort((a, b) => a - b);
    this.side = Math.max(sides[sides.length >> 1] ?? 1, 1);
  }

  add(box: T): void {
    const keys = this.keys(box);
    if (keys === null) {
      this.large.push(box);
    }
    for (const key of keys ?? []) {
      const bucket = this.buckets.get(key);
      if (bucket === undefined) {
        this.buckets.set(key, [box]);
      } else {
        bucket.push(box);
      }
    }
  }

  /** Every box of `all` (those added) that may overlap `box`; some may be named twice. */
  near(box: Box, all: readonly T[]): readonly T[] {
    const keys = this.keys(box);
    if (keys === null) {
      return all;
    }
    return [...keys.flatMap((key) => this.buckets.get(key) ?? []), ...this.large];
  }

  private keys(box: Box): string[] | null {
    const [left, right] = [
      Math.floor(box.x / this.side),
      Math.floor((box.x + box.width) / this.side),
    ];
    const [top, bottom] = [
      Math.floor(box.y / this.side),
      Math.floor((box.y + box.height) / this.side),
    ];
    if ((right - left + 1) * (bottom - top + 1) > MOST_BUCKETS) {
      return null;
    }
    const keys: string[] = [];
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        keys.push(`${row},${column}`);
      }
    }
    return keys;
  }
}
