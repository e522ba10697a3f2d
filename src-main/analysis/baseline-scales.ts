/** @file The windows of an image on all its scales. */
import type { WindowTimings } from "../../src-core/contract/analysis.ts";
import type { Notice } from "../../src-core/contract/notices.ts";
import type { BaselineRequest } from "./analyst.ts";
import type { BaselineOptions } from "./baseline.ts";
import { Baseline } from "./baseline.ts";
import type { Job } from "./job.ts";
import { portion } from "./job.ts";
import type { Subjects } from "./report.ts";
import type { Rig } from "./rigs.ts";
import type { Subject } from "./subject.ts";

/** What the windows took, and what of that is to be told. */
export interface MeasuredWindows {
  readonly window: WindowTimings;
  readonly notices: readonly Notice[];
}

type Visit = Pick<BaselineOptions, "onScores" | "complete">;

/** Each scale gets the share of the budget that its windows are of all. */
export async function measureScales(
  subjects: Subjects,
  { sessions }: Rig,
  { runs, budget }: Pick<BaselineRequest, "runs" | "budget">,
  job: Job,
  visitOf: (subject: Subject) => Promise<Visit>,
): Promise<MeasuredWindows> {
  const positions = ({ grid }: Subject): number => grid.visited.rows * grid.visited.columns;
  const all = subjects.reduce((sum, subject) => sum + positions(subject), 0);
  const measured: WindowTimings[] = [];
  const notices: Notice[] = [];
  for (const [index, subject] of subjects.entries()) {
    const { model, raster, grid } = subject;
    const dense = await sessions.dense(model, raster.channels);
    if (dense.fixed !== null) notices.push(fixedBatch(dense.largestBatch, dense.fixed));
    const baseline = new Baseline(dense, raster, grid, portion(job, index, subjects.length));
    const own = budget === "full" ? budget : (budget * positions(subject)) / all;
    measured.push(await baseline.measure({ runs, budget: own, ...(await visitOf(subject)) }));
  }
  return { window: together(measured), notices };
}

const fixedBatch = (batch: number, why: string): Notice => ({
  code: "batch-fixed",
  message: `the windows were run in batches of ${batch}, and of no other size: ${why}`,
});

type Time = WindowTimings["single"];

/** The sums; the batch is that of the largest scale. */
function together(scales: readonly WindowTimings[]): WindowTimings {
  const [first] = scales;
  if (!first) throw new RangeError("no scale was measured");
  const sum = (of: (scale: WindowTimings) => number): number =>
    scales.reduce((total, scale) => total + of(scale), 0);
  const times = (of: (scale: WindowTimings) => Time): Time => ({
    median: sum((scale) => of(scale).median),
    min: sum((scale) => of(scale).min),
    max: sum((scale) => of(scale).max),
    measured: sum((scale) => of(scale).measured),
    extrapolated: scales.some((scale) => of(scale).extrapolated),
  });
  return {
    positions: sum((scale) => scale.positions),
    batched: { batch: first.batched.batch, ...times(({ batched }) => batched) },
    single: times(({ single }) => single),
  };
}
