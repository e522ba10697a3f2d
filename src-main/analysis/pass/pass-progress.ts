/** @file How far a pass is: cells of the map, over all of its runs. */
import type { Job } from "../jobs/job.ts";

/** The pass on one of an image's scales: its part of the whole is that of its cells. @param before cells of the scales before it */
export const passOfScale = (job: Job, before: number, own: number, all: number): Job =>
  own === all
    ? job
    : {
        ...job,
        progress: ({ phase, done, total }) => {
          if (phase !== "pass") job.progress({ phase, done, total });
          else if (total > 0)
            job.progress({ phase, done: before + (own * done) / total, total: all });
        },
      };

export class PassProgress {
  private readonly job: Job;
  private readonly total: number;
  /** Cells of the runs that are over. */
  private done = 0;

  /** @param cells of one run */
  constructor(job: Job, cells: number, runs: number) {
    this.job = job;
    this.total = cells * runs;
  }

  /** A run begins or ends when so many cells were done in all. */
  reached(cells: number): void {
    this.done = cells;
  }

  /** So many cells of the present run are done. Tiles that overlap at the border count twice, the whole does not. */
  at(cells: number): void {
    const done = Math.min(this.done + cells, this.total);
    this.job.progress({ phase: "pass", done, total: this.total });
  }
}
