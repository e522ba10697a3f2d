/** @file How many items are over, for the bar: it goes back only where failed ones are tried again. */
import type { BatchState } from "../../../src-core/contract/batch.ts";

export class FinishedCount {
  private failed = 0;
  private finished = 0;

  update({ done, failed }: Pick<BatchState, "done" | "failed">): number {
    // Nothing but another try takes a failure back.
    const again = failed < this.failed;
    this.finished = again ? done + failed : Math.max(this.finished, done + failed);
    this.failed = failed;
    return this.finished;
  }
}
