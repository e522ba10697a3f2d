/** @file A pass again and again, for its time alone: what it found stays as it is. */
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import { withoutDuplicates } from "../../../src-core/contract/notices.ts";
import type { Job } from "../jobs/job.ts";
import { statistics } from "../jobs/timing.ts";
import type { AnalysisRequest } from "../subject/requests.ts";
import type { Subjects } from "../subject/subject.ts";
import type { Workplace } from "./compare-on-device.ts";
import { isSame } from "./compare-on-device.ts";

/** Every tile in every turn, however long it takes: that is what was asked for. */
const unhurried = { perCell: 0, budget: Infinity };

/**
 * `runs` passes after a tile off the clock, scale by scale; the sums of the scales are told, as for the pass itself.
 * @param pass its result; it is made anew where it was made on another device
 * @throws the signal's reason when the job is cancelled
 */
export async function repeatPass(
  { passes, deviceSessions }: Workplace,
  open: () => Promise<Subjects>,
  request: AnalysisRequest,
  pass: Analysis,
  job: Job,
): Promise<Analysis> {
  const { runs } = request;
  const subjects = await open();
  const chosen = await deviceSessions.choose(request.device, subjects, job);
  const { fcn } = pass.timings;
  const anew = async (): Promise<Analysis> =>
    (await passes.over(subjects, chosen, request, { runs, warmUp: true }, job, () => undefined))
      .result;
  if (!fcn || !isSame(chosen.device, pass.device)) return anew();
  const all = subjects.length * runs;
  let before = 0;
  const run = { median: 0, min: 0, max: 0 };
  for (const subject of subjects) {
    const times = await passes.inTurns(subject, chosen, job, unhurried, async (turn) => {
      const measured: number[] = [];
      await turn.warmUp();
      for (let index = 0; index < runs; index++) {
        const at = (cells: number): void => {
          const share = Math.min(1, cells / turn.cells);
          job.progress({ phase: "repeat", done: before + index + share, total: all });
        };
        at(0);
        measured.push(await turn.run(at));
      }
      return measured;
    });
    before += runs;
    const { median, min, max } = statistics(times);
    run.median += median;
    run.min += min;
    run.max += max;
  }
  if (!isSame(chosen.device, pass.device)) return anew();
  const { decode, prepare, session, collect } = fcn;
  const total = fcn.total - fcn.run.median + run.median;
  return {
    ...pass,
    timings: {
      ...pass.timings,
      fcn: { runs, decode, prepare, session, run, collect, total },
    },
    notices: withoutDuplicates(pass.notices),
  };
}
