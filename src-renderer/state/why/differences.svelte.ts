/** @file Where pass and windows of an analysis differ, once it was asked for. */
import type { CellDifferences } from "../../../src-core/contract/lesson/differences.ts";
import { startDifferences } from "../../host/analyses.ts";
import { Job } from "../jobs/job.svelte.ts";

/** Milliseconds for the windows. */
const budget = 5000;

export class Differences {
  readonly job = new Job();
  found = $state.raw<CellDifferences | null>(null);
  /** Of which it was found. */
  private analysis: string | null = null;

  /** Nothing of another analysis is shown. */
  attach(analysis: string | null): void {
    if (analysis === this.analysis) return;
    this.job.stop();
    this.analysis = analysis;
    this.found = null;
  }

  async compare(): Promise<void> {
    const { analysis } = this;
    if (analysis === null) return;
    await this.job.follow(
      (signal) => startDifferences(analysis, budget, signal),
      (outcome) => {
        if (outcome.type === "differences") this.found = outcome.differences;
      },
    );
  }

  dispose(): void {
    this.job.stop();
  }
}
