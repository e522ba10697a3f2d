/** @file What windows said, kept for whoever looks at the race: of each the best object's score. */
import type { Scores } from "../../engine/engine.ts";

/** Windows: 4 MB. */
const most = 2 ** 20;

export class BestScores {
  private readonly classes: number;
  private readonly background: number | undefined;
  private readonly parts: Float32Array[] = [];
  private count = 0;

  /** @param classes of a window's numbers, the first ones @param background the class that is no object */
  constructor(classes: number, background: number | undefined) {
    this.classes = classes;
    this.background = background;
  }

  /** @param scores windows × numbers */
  add({ batch, classes, data }: Scores): void {
    this.count += batch;
    if (this.count > most) return;
    const named = Math.min(this.classes, classes);
    const best = new Float32Array(batch).fill(Number.NEGATIVE_INFINITY);
    for (let window = 0; window < batch; window++)
      for (let index = 0; index < named; index++)
        if (index !== this.background)
          best[window] = Math.max(best[window] ?? NaN, data[window * classes + index] ?? NaN);
    this.parts.push(best);
  }

  /** In the order in which they came; null where they are too many. */
  get all(): Float32Array<ArrayBuffer> | null {
    if (this.count > most) return null;
    const all = new Float32Array(this.count);
    let from = 0;
    for (const part of this.parts) {
      all.set(part, from);
      from += part.length;
    }
    return all;
  }
}
