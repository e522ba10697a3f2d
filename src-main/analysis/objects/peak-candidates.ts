/** @file The windows of a classifier that may hold an object: the peaks of its score map. */
import type { CellArea } from "../../../src-core/contract/api.ts";
import type { ClassifierHead } from "../../../src-core/contract/heads.ts";
import type { Candidate } from "../../../src-core/detection/candidate.ts";
import type { BestClasses } from "../../../src-core/detection/peaks.ts";
import { noClasses, addClasses, peaks } from "../../../src-core/detection/peaks.ts";
import { runs } from "../../../src-core/tiling/span.ts";
import type { ScoreSource } from "../../output/score-source.ts";
import type { Job } from "../jobs/job.ts";
import { Checkpoint } from "../jobs/job.ts";
import type { Subject } from "../subject/subject.ts";
import { areas, within } from "./map-areas.ts";

const classesAtOnce = 16;

/** In pixels of what the network sees. @throws the signal's reason when the job is cancelled */
export async function peakCandidates(
  { grid, scale }: Subject,
  scores: ScoreSource,
  head: ClassifierHead,
  floor: number,
  job: Job,
): Promise<Candidate[]> {
  const { strideX, strideY, width: windowWidth, height: windowHeight } = grid;
  const geometry = { strideX, strideY, windowWidth, windowHeight };
  const background = head.background ?? null;
  const found: Candidate[] = [];
  const checkpoint = new Checkpoint(job);
  const all = [...areas(scores)];
  for (const [index, own] of all.entries()) {
    if (all.length > 1) job.progress({ phase: "collect", done: index, total: all.length });
    await checkpoint.reach();
    const part = within(own, scores);
    const view = { row: own.row - part.row, column: own.column - part.column };
    const field = await bestOf(scores, part, background);
    for (const peak of peaks(field, geometry, floor, { ...part, own: { ...own, ...view } }))
      found.push({ ...peak, scale: scale.index });
  }
  return found;
}

/** Some classes at a time: a part of all of a thousand would not fit in memory. */
async function bestOf(
  scores: ScoreSource,
  area: CellArea,
  background: number | null,
): Promise<BestClasses> {
  const field = noClasses(area);
  for (const [first, end] of runs(scores.classes, classesAtOnce))
    addClasses(field, await scores.readClasses(first, end - first, area), { background, first });
  return field;
}
