/** @file The windows of a proposal network that may hold an object, and where in them it is. */
import type { PnetHead } from "../../../src-core/contract/heads.ts";
import type { Candidate } from "../../../src-core/detection/candidate.ts";
import { pnetWindows } from "../../../src-core/detection/pnet.ts";
import type { ScoreSource } from "../../output/score-source.ts";
import { areas } from "./map-areas.ts";
import type { Job } from "../jobs/job.ts";
import { Checkpoint } from "../jobs/job.ts";
import type { Subject } from "../subject/subject.ts";

/** @throws the signal's reason when the job is cancelled */
export async function pnetCandidates(
  { grid, scale }: Subject,
  scores: ScoreSource,
  head: PnetHead,
  floor: number,
  job: Job,
): Promise<Candidate[]> {
  const { strideX, strideY, width, height } = grid;
  const geometry = {
    stride: { x: strideX, y: strideY },
    window: { width, height },
    scale: scale.factor,
  };
  const checkpoint = new Checkpoint(job);
  const found: Candidate[] = [];
  for (const area of areas(scores)) {
    await checkpoint.reach();
    const map = await scores.read(area);
    for (const window of pnetWindows(map, area, geometry, head, floor))
      found.push({ ...window, scale: scale.index });
  }
  return found;
}
