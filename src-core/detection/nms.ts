/** @file Non-maximum suppression. */
import { descending } from "./descending.ts";
import type { Box } from "./box.ts";

export interface Scored extends Box {
  readonly score: number;
}

/**
 * Greedy non-maximum suppression: from the best score down, a box is kept unless a kept one overlaps it by more than `most`.
 * Scores are compared in single precision, as networks compute them.
 * @param shareOf what the overlap is a share of: both boxes together, or the smaller one of them
 * @returns the kept boxes, best first; boxes of equal score keep their order
 * Source: Felzenszwalb et al. 2010, section 7.2.
 */
export function nonMaximumSuppression<T extends Scored>(
  boxes: readonly T[],
  most: number,
  shareOf: "union" | "minimum" = "union",
): T[] {
  // Numbers side by side: after sorting, every look at an object would have to wait for the memory.
  const edges = new Float64Array(4 * boxes.length);
  const scores = new Float32Array(boxes.length);
  boxes.forEach(({ x, y, width, height, score }, index) => {
    edges[4 * index] = x;
    edges[4 * index + 1] = y;
    edges[4 * index + 2] = x + width;
    edges[4 * index + 3] = y + height;
    scores[index] = score;
  });
  const order = descending(scores);
  const kept = new Kept(sorted(edges, order), most, shareOf === "minimum");
  const result: T[] = [];
  for (let rank = 0; rank < order.length; rank++) {
    if (!kept.takes(rank)) continue;
    const box = boxes[order[rank] ?? 0];
    if (box) result.push(box);
  }
  return result;
}

/** The edges in that order: each box is near the one before it in memory. */
function sorted(edges: Float64Array, order: Uint32Array): Float64Array {
  const result = new Float64Array(edges.length);
  for (let rank = 0; rank < order.length; rank++) {
    const from = 4 * (order[rank] ?? 0);
    result[4 * rank] = edges[from] ?? 0;
    result[4 * rank + 1] = edges[from + 1] ?? 0;
    result[4 * rank + 2] = edges[from + 2] ?? 0;
    result[4 * rank + 3] = edges[from + 3] ?? 0;
  }
  return result;
}

/** Most buckets along an axis. */
const mostBuckets = 1024;

/**
 * The boxes that were kept, filed under the bucket of their centre. Where two boxes overlap by more than t, what they share is at
 * least t of the width of each. So neither is wider than 1/t of the other, their centres are at most a share of the width
 * apart, and a box is compared with those near it alone.
 */
class Kept {
  /** Left, top, right and bottom of every box. */
  private readonly edges: Float64Array;
  private readonly most: number;
  /** Whether an overlap is a share of the smaller box. */
  private readonly ofSmaller: boolean;
  private readonly left: number;
  private readonly top: number;
  /** Of a bucket, in pixels. */
  private readonly side: number;
  private readonly columns: number;
  private readonly rows: number;
  /** First box of each bucket, and the next one of each box; −1 where there is none. */
  private readonly first: Int32Array;
  private readonly next: Int32Array;
  /** How far apart centres may be, as a share of the width. */
  private readonly reach: number;
  /** The same as a share of both widths together. */
  private readonly pair: number;
  private widest = 0;
  private highest = 0;

  constructor(edges: Float64Array, most: number, ofSmaller: boolean) {
    this.edges = edges;
    this.most = most;
    this.ofSmaller = ofSmaller;
    // A small box may lie anywhere in a large one: of the smaller one's share, nothing follows for their centres.
    const isBounded = most > 0 && !ofSmaller;
    this.reach = isBounded ? Math.max(1 - most, (1 / most - 1) / 2) : Infinity;
    this.pair = isBounded ? (1 - most) / (2 * (1 + most)) : 1 / 2;
    const { x, y, width, height } = extent(edges);
    this.left = x;
    this.top = y;
    const least = Math.max(width, height) / (mostBuckets - 1);
    this.side = Math.max(usualWidth(edges) / 2, least, Number.MIN_VALUE);
    this.columns = Math.floor(width / this.side) + 1;
    this.rows = Math.floor(height / this.side) + 1;
    this.first = new Int32Array(this.columns * this.rows).fill(-1);
    this.next = new Int32Array(edges.length / 4);
  }

  /** Keeps the box, unless one that is kept overlaps it too much. */
  takes(index: number): boolean {
    const { edges, first, columns } = this;
    const x = edges[4 * index] ?? 0;
    const y = edges[4 * index + 1] ?? 0;
    const right = edges[4 * index + 2] ?? 0;
    const bottom = edges[4 * index + 3] ?? 0;
    const reachX = Math.min(this.reach * (right - x), (right - x + this.widest) * this.pair);
    const reachY = Math.min(this.reach * (bottom - y), (bottom - y + this.highest) * this.pair);
    const from = this.column((x + right) / 2 - reachX);
    const to = this.column((x + right) / 2 + reachX);
    const last = this.row((y + bottom) / 2 + reachY);
    for (let row = this.row((y + bottom) / 2 - reachY); row <= last; row++)
      for (let place = row * columns + from; place <= row * columns + to; place++)
        if (this.isCovered(first[place] ?? -1, x, y, right, bottom)) return false;
    const bucket = this.row((y + bottom) / 2) * columns + this.column((x + right) / 2);
    this.next[index] = first[bucket] ?? -1;
    first[bucket] = index;
    this.widest = Math.max(this.widest, right - x);
    this.highest = Math.max(this.highest, bottom - y);
    return true;
  }

  /** Whether a box of a bucket overlaps too much. Plain for speed: it runs millions of times. */
  private isCovered(start: number, x: number, y: number, right: number, bottom: number): boolean {
    const { edges, next, most, ofSmaller } = this;
    const area = (right - x) * (bottom - y);
    for (let other = start; other >= 0; other = next[other] ?? -1) {
      const left = edges[4 * other] ?? 0;
      const end = edges[4 * other + 2] ?? 0;
      const width = (right < end ? right : end) - (x > left ? x : left);
      if (width <= 0) continue;
      const top = edges[4 * other + 1] ?? 0;
      const base = edges[4 * other + 3] ?? 0;
      const height = (bottom < base ? bottom : base) - (y > top ? y : top);
      if (height <= 0) continue;
      const shared = width * height;
      const own = (end - left) * (base - top);
      const whole = ofSmaller ? (own < area ? own : area) : area + own - shared;
      if (shared > most * whole) return true;
    }
    return false;
  }

  private column(x: number): number {
    return bucket((x - this.left) / this.side, this.columns);
  }

  private row(y: number): number {
    return bucket((y - this.top) / this.side, this.rows);
  }
}

const bucket = (place: number, count: number): number =>
  place >= count ? count - 1 : place > 0 ? Math.floor(place) : 0;

/** Sampled: it need not be exact. */
function usualWidth(edges: Float64Array): number {
  const widths: number[] = [];
  const step = 4 * Math.ceil(edges.length / 4000);
  for (let at = 0; at < edges.length; at += step)
    widths.push((edges[at + 2] ?? 0) - (edges[at] ?? 0));
  widths.sort((a, b) => a - b);
  return widths[widths.length >> 1] ?? 1;
}

/** The smallest rectangle around all centres. */
function extent(edges: Float64Array): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < edges.length; at += 4) {
    const x = ((edges[at] ?? 0) + (edges[at + 2] ?? 0)) / 2;
    const y = ((edges[at + 1] ?? 0) + (edges[at + 3] ?? 0)) / 2;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  if (!(right >= left)) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: left, y: top, width: right - left, height: bottom - top };
}
