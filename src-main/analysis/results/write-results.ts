/** @file What is written of an analysis. */
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import type { PlacedMap } from "../../../src-core/overlay/over-scales.ts";
import { corrected } from "../../../src-core/detection/corrected-analysis.ts";
import { maximumOverScales } from "../../../src-core/overlay/over-scales.ts";
import type { Raster } from "../../image/raster.ts";
import { placementOf } from "../../output/export-subject.ts";
import { writeExports } from "../../output/exports.ts";
import { heldScores } from "../../output/held-scores.ts";
import type { ScoreSource } from "../../output/score-source.ts";
import type { Job } from "../jobs/job.ts";
import type { ExportRequest } from "../subject/requests.ts";
import type { ScoresOf, Subjects } from "../subject/subject.ts";
import type { Passes } from "./passes.ts";
import { geometryOf } from "./report.ts";

/** @returns the paths @throws UserError where a file exists or cannot be written */
export async function writeResults(
  passes: Passes,
  subjects: Subjects,
  raster: Raster,
  request: Omit<ExportRequest, "path">,
  job: Job,
): Promise<Analysis["files"]> {
  const { exports, target, overwrite } = request;
  if (exports.length === 0) return {};
  const scores = await shownScores(passes, subjects, job);
  const onProgress = (done: number, total: number): void => {
    job.progress({ phase: "export", done, total });
  };
  const { head } = subjects[0].model.card;
  const result = corrected(request.result, request.edits ?? []);
  const options = { overwrite, signal: job.signal, onProgress };
  return writeExports(target, exports, { result, head, raster, scores }, options);
}

/** A result that only windows were run for is theirs. */
export const scoresOf = ({ timings }: Analysis): ScoresOf =>
  timings.window && !timings.fcn ? "windows" : "pass";

/** The map; of several scales their best, where all of them are held. */
async function shownScores(passes: Passes, subjects: Subjects, job: Job): Promise<ScoreSource> {
  const [largest] = subjects;
  const { classes, background } = largest.model.card.head;
  if (subjects.length === 1) return passes.map(largest, job);
  const maps: PlacedMap[] = [];
  for (const subject of subjects) {
    const map = await passes.mapIfHeld(subject);
    if (map) maps.push({ map, placement: placementOf(geometryOf(subject)) });
  }
  if (maps.length < subjects.length) return passes.map(largest, job);
  return heldScores(maximumOverScales(maps, classes.length, background));
}
