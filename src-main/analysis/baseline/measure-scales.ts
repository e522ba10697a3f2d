/** @file The windows of an image on all its scales. */
import type { Message } from "../../../src-core/messages/template.ts";
import { said } from "../../../src-core/messages/said.ts";
import { noticeOf } from "../../../src-core/contract/notices.ts";
import type { WindowTimings } from "../../../src-core/contract/analysis.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import type { BaselineRunRequest } from "../subject/requests.ts";
import type { BaselineOptions, BaselineRounds, Round } from "./baseline.ts";
import { Baseline } from "./baseline.ts";
import type { Job } from "../jobs/job.ts";
import { partOfJob } from "../jobs/job.ts";
import { withLease } from "../sessions/leases.ts";
import { mostAtOnce } from "../subject/memory.ts";
import type { Subject, Subjects } from "../subject/subject.ts";
import type { ChosenDevice } from "../sessions/chosen-device.ts";
import { statistics } from "../jobs/timing.ts";

/** Measures the windows of one scale. */
export type Measure = (
  visit: Pick<BaselineOptions, "onScores" | "onSingle" | "complete" | "pass">,
) => Promise<BaselineRounds>;

export interface MeasuredScales {
  readonly window: WindowTimings;
  /** Sums over the scales. */
  readonly rounds: readonly Round[];
  readonly notices: readonly Notice[];
  /** Scale by scale. */
  readonly scales: readonly BaselineRounds[];
}

/**
 * Each scale gets the share of the budget that its windows are of all.
 * @param work measures one scale, once
 */
export async function measureScales(
  subjects: Subjects,
  { sessions, device }: ChosenDevice,
  request: Pick<BaselineRunRequest, "runs" | "rounds" | "budget" | "memory">,
  job: Job,
  work: (subject: Subject, measure: Measure) => Promise<BaselineRounds>,
): Promise<MeasuredScales> {
  const { budget, memory, rounds: runs = request.runs } = request;
  const all = subjects.reduce((sum, subject) => sum + positionsOf(subject), 0);
  const scales: BaselineRounds[] = [];
  const notices: Notice[] = [];
  for (const [index, subject] of subjects.entries()) {
    const { model, raster, grid } = subject;
    await withLease(sessions.dense(model, raster.channels), async (dense) => {
      if (dense.fixed !== null) notices.push(fixedBatch(dense.largestBatch, dense.fixed));
      const baseline = new Baseline(dense, raster, grid, partOfJob(job, index, subjects.length));
      const own = budget === "full" ? budget : (budget * positionsOf(subject)) / all;
      const most = mostAtOnce(model, raster.channels, device.provider, memory);
      scales.push(
        await work(subject, (visit) =>
          baseline.measure({ runs, budget: own, mostAtOnce: most, ...visit }),
        ),
      );
    });
  }
  return { ...together(scales), notices, scales };
}

const fixedBatch = (batch: number, why: Message): Notice =>
  noticeOf("batch-fixed", said("analysis.windows-were-run-batches", { batch, why }));

/** Windows that lie inside the image. */
const positionsOf = ({ grid }: Subject): number => grid.visited.rows * grid.visited.columns;

/** The sums, round by round; the batch is that of the largest scale. */
function together(scales: readonly BaselineRounds[]): Pick<MeasuredScales, "window" | "rounds"> {
  const [first] = scales;
  if (!first) throw new RangeError("no scale was measured");
  const sum = (of: (scale: BaselineRounds) => number): number =>
    scales.reduce((total, scale) => total + of(scale), 0);
  const count = Math.min(...scales.map(({ rounds }) => rounds.length));
  const rounds = Array.from({ length: count }, (_, index): Round => {
    const time = (of: (round: Round) => number) =>
      sum((scale) => of(scale.rounds[index] ?? { pass: NaN, batched: NaN, single: NaN }));
    const pass = first.rounds[index]?.pass === null ? null : time((round) => round.pass ?? NaN);
    return { pass, batched: time(({ batched }) => batched), single: time(({ single }) => single) };
  });
  const way = (name: "batched" | "single") => ({
    ...statistics(rounds.map((round) => round[name])),
    measured: sum(({ measured }) => measured[name]),
    extrapolated: scales.some(({ measured, positions }) => measured[name] < positions),
  });
  const positions = sum((scale) => scale.positions);
  const batched = { batch: first.batch, ...way("batched") };
  return { window: { positions, batched, single: way("single") }, rounds };
}
