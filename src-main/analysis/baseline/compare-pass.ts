/** @file The pass and what it replaces, in turns: times, their ratio, and the proof cell by cell. */
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import { withoutDuplicates } from "../../../src-core/contract/notices.ts";
import { expectedEquality } from "../../../src-core/network/properties/equality.ts";
import { halfPrecision, tolerance } from "../../../src-core/network/properties/tolerance.ts";
import { Agreement } from "../windows/agreement.ts";
import type { BaselineRunRequest } from "../subject/requests.ts";
import { BestScores } from "./best-scores.ts";
import { measureScales } from "./measure-scales.ts";
import type { Job } from "../jobs/job.ts";
import { peakMemory } from "../subject/memory.ts";
import type { PassRounds } from "../pass/pass-rounds.ts";
import { sampledNotice } from "../pass/pass-rounds.ts";
import type { Passes } from "../results/passes.ts";
import type { Subjects } from "../subject/subject.ts";
import { flopsOfWindows } from "../results/report.ts";
import { recordedRace } from "./recorded-race.ts";
import type { ChosenDevice } from "../sessions/chosen-device.ts";
import { passInRounds, speedupOf } from "./speedup.ts";

/** What the passes of all rounds may take, as a share of the windows' budget and beside it. */
const passShare = 0.25;

/**
 * The windows at the cells of a pass, on the same device.
 * @param pass its result; its times become those of the rounds, unless only a sample of its tiles could be run again
 * @throws the signal's reason when the job is cancelled
 */
export async function comparePass(
  subjects: Subjects,
  chosen: ChosenDevice,
  passes: Passes,
  request: BaselineRunRequest,
  pass: Analysis,
  job: Job,
): Promise<Analysis> {
  const { model, isHalf } = subjects[0];
  const { surgery, card } = model;
  const rounding = isHalf ? halfPrecision : tolerance(surgery.classifier.model);
  const agreement = new Agreement(rounding, card.head.classes.length);
  const { fcn } = pass.timings;
  const cells = subjects.map(({ plan }) => plan.map.rows * plan.map.columns);
  const all = cells.reduce((sum, count) => sum + count, 0);
  const perCell = (fcn?.run.median ?? 0) / all;
  const budget = request.budget === "full" ? Infinity : request.budget * passShare;
  const turns: PassRounds[] = [];
  const isWatched = job.record !== undefined;
  const { head } = card;
  const scores = {
    batched: new BestScores(head.classes.length, head.background),
    single: new BestScores(head.classes.length, head.background),
  };
  const { window, rounds, notices, scales } = await measureScales(
    subjects,
    chosen,
    request,
    job,
    async (subject, measure) => {
      const map = await passes.map(subject, job);
      const share = (cells[subjects.indexOf(subject)] ?? 0) / all;
      const pace = { perCell, budget: (budget * share) / (request.rounds ?? request.runs) };
      return passes.inTurns(subject, chosen, job, pace, (turn) => {
        turns.push(turn);
        return measure({
          complete: false,
          onScores: async (places, found) => {
            await agreement.add(map, places, found);
            if (isWatched) scores.batched.add(found);
          },
          onSingle: (found) => {
            if (isWatched) scores.single.add(found);
          },
          pass: turn.time,
        });
      });
    },
  );
  const sampled = sampledNotice(turns);
  const speedup = speedupOf(rounds);
  job.record?.(recordedRace(subjects, { scales, turns, rounds, speedup, scores }));
  // What is said of a pass alone is measured here.
  const ofPass = pass.notices.filter(({ code }) => code !== "pass-comes-near");
  const timings = fcn && sampled.length === 0 ? { fcn: passInRounds(fcn, rounds) } : {};
  return {
    ...pass,
    equality: agreement.result(model.expected ?? expectedEquality(model.surgery)),
    timings: { ...pass.timings, ...timings, window },
    speedup,
    flops: { ...pass.flops, window: flopsOfWindows(subjects) },
    peakMemory: peakMemory(),
    notices: withoutDuplicates([...ofPass, ...notices, ...sampled]),
  };
}
