/** @file The detections that were found last: a higher threshold only takes some of them away. */
import type { LabelledDetection } from "../../src-core/contract/analysis.ts";
import type { ScoreSource } from "../output/score-source.ts";
import { detect } from "./detect.ts";
import type { Job } from "./job.ts";
import { Recent } from "./recent.ts";
import type { Subject } from "./subject.ts";
import { timed } from "./timing.ts";

export interface Found {
  readonly threshold: number;
  readonly list: LabelledDetection[];
  /** Milliseconds that it took to find them. */
  readonly time: number;
}

export class FoundObjects {
  private readonly found = new Recent<Found>(4);

  /**
   * Best first. A peak is one whatever the threshold, and whether it is suppressed depends on better ones alone: so what
   * was found from a lower threshold on holds the answer.
   * @throws the signal's reason when the job is cancelled
   */
  async get(
    { key, grid, model }: Subject,
    scores: ScoreSource,
    threshold: number,
    job: Job,
  ): Promise<Found> {
    const known = this.found.peek(key);
    if (known && known.threshold <= threshold) {
      const list = known.list.filter(({ score }) => score >= threshold);
      return { ...known, threshold, list };
    }
    const [list, time] = await timed(() => detect(scores, grid, model.card.head, threshold, job));
    const found = { threshold, list, time };
    this.found.set(key, found);
    return found;
  }

  forget({ key }: Subject): void {
    this.found.delete(key);
  }
}
