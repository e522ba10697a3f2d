/** @file How long a job will take, from how far it came since it began. */
import type { Progress } from "../../src-core/contract/api.ts";

/** Milliseconds of evidence before anything is said. */
const shortestEvidence = 1000;

/** One phase of a job; a new one begins anew. */
export class TimeLeftEstimate {
  private begun: { readonly phase: Progress["phase"]; readonly done: number; at: number } | null =
    null;

  /**
   * Milliseconds that are left, or null while too little is known. What was there already when the phase began says nothing
   * of the pace.
   * @param now milliseconds of a clock that only goes forward
   */
  estimate({ phase, done, total }: Progress, now: number): number | null {
    if (this.begun?.phase !== phase) this.begun = { phase, done, at: now };
    const [came, took] = [done - this.begun.done, now - this.begun.at];
    return came > 0 && took >= shortestEvidence ? ((total - done) * took) / came : null;
  }
}
