/** @file The windows alone, every one of them: their scores, and what is found by these. */
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import { cellsNotFinite } from "../../output/tile-ranges.ts";
import type { Job } from "../jobs/job.ts";
import { checkTwin } from "../models/check-twin.ts";
import { checkHoldable, emptyMap } from "../pass/maps.ts";
import { scoredCells, scoresNotFinite } from "../results/not-finite.ts";
import type { AnalysisOutcome } from "../results/outcome.ts";
import type { Passes } from "../results/passes.ts";
import { tilesOfScales, flopsOfWindows, wholeImageTile, report } from "../results/report.ts";
import type { DeviceSessions } from "../sessions/device-sessions.ts";
import type { BaselineRunRequest } from "../subject/requests.ts";
import type { Subjects } from "../subject/subject.ts";
import { enterScores } from "../windows/cell-scores.ts";
import { measureScales } from "./measure-scales.ts";

/** @throws UserError for a model without windows or a map that cannot be held, the signal's reason when the job is cancelled */
export async function runEveryWindow(
  { passes, deviceSessions }: { readonly passes: Passes; readonly deviceSessions: DeviceSessions },
  subjects: Subjects,
  request: BaselineRunRequest,
  job: Job,
): Promise<AnalysisOutcome> {
  checkTwin(request.path, subjects[0].model.card);
  const chosen = await deviceSessions.choose(request.device, subjects, job);
  const maps: ScoreMap[] = [];
  const { window, notices } = await measureScales(
    subjects,
    chosen,
    request,
    job,
    (subject, measure) => {
      const map = emptyMap(checkHoldable(subject));
      maps.push(map);
      return measure({
        complete: true,
        onScores: (cells, scores) => {
          enterScores(map, cells, scores);
        },
      });
    },
  );
  passes.keepWindows(subjects, maps);
  const odd = subjects.map((subject, index) => {
    const map = maps[index];
    return map ? cellsNotFinite(map, scoredCells(subject)) : 0;
  });
  const { list, limits, stages, notices: dropped } = await passes.objects(subjects, request, job);
  const findings = {
    tiles: tilesOfScales(subjects.map(wholeImageTile)),
    detections: list,
    limits,
    stages,
    notices: [...notices, ...dropped, ...scoresNotFinite(subjects, odd)],
  };
  const { timings, ...common } = report(subjects, findings, chosen);
  const flops = { window: flopsOfWindows(subjects) };
  const result = { ...common, timings: { ...timings, window }, flops };
  return { map: maps[0] ?? null, layer: null, mark: subjects[0].mark, result };
}
