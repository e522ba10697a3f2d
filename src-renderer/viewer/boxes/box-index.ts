/** @file A grid over the detections: which of very many are in sight is found without looking at each. */
import type { EditedDetection } from "../../../src-core/detection/with-edits.ts";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";

/** @param index rank of the box: the best is 0 */
type OnBox = (index: number, x: number, y: number, width: number, height: number) => void;

const perBucket = 8; // boxes, on average

export class BoxIndex {
  /** Best first. */
  readonly detections: readonly EditedDetection[];
  /** Longest side of any box: so far may a box reach beyond the bucket that holds its corner. */
  readonly longest: number;
  private readonly left: number;
  private readonly top: number;
  private readonly bucket: number;
  private readonly columns: number;
  private readonly rows: number;
  /** Boxes of bucket b are `order[starts[b]]` up to `order[starts[b + 1] - 1]`, best first. */
  private readonly starts: Uint32Array;
  private readonly order: Uint32Array;
  /** x, y, width, height in that order: numbers in a row are read faster than objects here and there. */
  private readonly boxes: Float32Array;
  /** Which of the colours of classes each box has. */
  private readonly colourIndices: Uint8Array;

  /** @param colourIndexOf which of up to 256 colours a box has */
  constructor(
    detections: readonly EditedDetection[],
    colourIndexOf: (detection: EditedDetection) => number = () => 0,
  ) {
    this.detections = detections;
    this.colourIndices = Uint8Array.from(detections, colourIndexOf);
    this.boxes = new Float32Array(detections.length * 4);
    let [left, top, right, bottom, longest] = [Infinity, Infinity, -Infinity, -Infinity, 0];
    for (const { x, y, width, height } of detections) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
      longest = Math.max(longest, width, height);
    }
    const some = detections.length > 0;
    this.left = some ? left : 0;
    this.top = some ? top : 0;
    this.longest = longest;
    const [width, height] = some ? [right - left, bottom - top] : [0, 0];
    this.bucket = Math.max(
      1,
      Math.sqrt((width * height * perBucket) / Math.max(1, detections.length)),
      // Boxes in a line have no area.
      Math.max(width, height) / 4096,
    );
    this.columns = Math.floor(width / this.bucket) + 1;
    this.rows = Math.floor(height / this.bucket) + 1;
    this.starts = new Uint32Array(this.columns * this.rows + 1);
    this.order = new Uint32Array(detections.length);
    this.fill();
  }

  colourIndex(index: number): number {
    return this.colourIndices[index] ?? 0;
  }

  /** Whether somebody said that it is none: it is drawn thin. */
  isRejected(index: number): boolean {
    return this.detections[index]?.edited === "rejected";
  }

  /** Calls back for every box that touches an area, in no order. @param area pixels of the image */
  visit(area: Rectangle, onBox: OnBox): void {
    const { bucket, longest, boxes, starts, order } = this;
    const column = (x: number): number => Math.floor((x - this.left) / bucket);
    const row = (y: number): number => Math.floor((y - this.top) / bucket);
    const [right, bottom] = [area.x + area.width, area.y + area.height];
    const last = Math.min(this.columns - 1, column(right));
    const lowest = Math.min(this.rows - 1, row(bottom));
    const first = Math.max(0, column(area.x - longest));
    for (let r = Math.max(0, row(area.y - longest)); r <= lowest; r++) {
      if (last < first) return;
      const end = starts[r * this.columns + last + 1] ?? 0;
      for (let at = starts[r * this.columns + first] ?? 0; at < end; at++) {
        const x = boxes[at * 4] ?? 0;
        const y = boxes[at * 4 + 1] ?? 0;
        const width = boxes[at * 4 + 2] ?? 0;
        const height = boxes[at * 4 + 3] ?? 0;
        const outside = x >= right || y >= bottom || x + width <= area.x || y + height <= area.y;
        if (!outside) onBox(order[at] ?? 0, x, y, width, height);
      }
    }
  }

  private bucketOf({ x, y }: EditedDetection): number {
    const column = Math.floor((x - this.left) / this.bucket);
    const row = Math.floor((y - this.top) / this.bucket);
    return row * this.columns + column;
  }

  /** A counting sort by bucket, which keeps the order within each. */
  private fill(): void {
    const { starts, order, boxes, detections } = this;
    const buckets = Uint32Array.from(detections, (detection) => this.bucketOf(detection));
    for (const bucket of buckets) starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
    for (let bucket = 0; bucket + 1 < starts.length; bucket++)
      starts[bucket + 1] = (starts[bucket + 1] ?? 0) + (starts[bucket] ?? 0);
    const next = starts.slice();
    let index = 0;
    for (const { x, y, width, height } of detections) {
      const bucket = buckets[index] ?? 0;
      const at = next[bucket] ?? 0;
      next[bucket] = at + 1;
      order[at] = index++;
      boxes[at * 4] = x;
      boxes[at * 4 + 1] = y;
      boxes[at * 4 + 2] = width;
      boxes[at * 4 + 3] = height;
    }
  }
}
