/** @file The further networks of a cascade: each looks at crops of what the one before it has left. */
import type { LabelledDetection } from "../../../src-core/contract/analysis.ts";
import type { PnetHead } from "../../../src-core/contract/heads.ts";
import type { Candidate } from "../../../src-core/detection/candidate.ts";
import { lowestScore, objectOf } from "../../../src-core/detection/candidate.ts";
import { keptProposals } from "../../../src-core/detection/heads/pnet-head.ts";
import type { Crop } from "../../../src-core/detection/cascade.ts";
import {
  cropOf,
  cropBox,
  refinedCandidates,
  thinnedForNextStage,
} from "../../../src-core/detection/cascade.ts";
import { runs } from "../../../src-core/tiling/span.ts";
import { areaMeans } from "../../image/resample/area-means.ts";
import { framedRaster } from "../../image/resample/framed-raster.ts";
import type { Raster } from "../../image/raster.ts";
import type { Job } from "../jobs/job.ts";
import { Checkpoint } from "../jobs/job.ts";
import { labelled } from "./labelled-detections.ts";
import { withLease } from "../sessions/leases.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { LoadedStage } from "../models/files/cascade-stages.ts";
import type { Subject } from "../subject/subject.ts";

/** Crops that a network is shown at once: their pixels and its layers fit in little memory. */
const mostAtOnce = 128;

export interface Cascaded {
  /** Of the last network, best first, before any is pushed aside by another. */
  readonly last: Candidate[];
  /** What each network before the last one has left. */
  readonly before: { readonly name: string; readonly detections: LabelledDetection[] }[];
}

/**
 * @param windows of the first network, best first
 * @throws the signal's reason when the job is cancelled
 */
export async function cascaded(
  { model, image, pixels }: Pick<Subject, "model" | "image" | "pixels">,
  head: PnetHead,
  windows: readonly Candidate[],
  sessions: Sessions,
  job: Job,
): Promise<Cascaded> {
  const before: Cascaded["before"] = [];
  let left = keptProposals(windows, head).filter(isSound);
  let name: string = head.kind;
  for (const [index, stage] of model.stages.entries()) {
    const shown = left.flatMap((box) => objectOf(box, image));
    before.push({ name, detections: labelled(shown, head.classes) });
    const isLast = index === model.stages.length - 1;
    const floor = isLast ? Math.min(lowestScore, stage.card.threshold) : stage.card.threshold;
    const found = await runStage(left.map(cropOf), stage, head, pixels, sessions, floor, job);
    left = isLast ? found : thinnedForNextStage(found, stage.card).filter(isSound);
    name = stage.name;
  }
  return { last: left, before };
}

/** A network that gives numbers which are none has found nothing that could be cut out. */
const isSound = ({ object }: Candidate): boolean =>
  object !== undefined &&
  [object.x, object.y, object.width, object.height].every((length) => Number.isFinite(length));

async function runStage(
  crops: readonly Crop[],
  stage: LoadedStage,
  { activation, background, classes }: PnetHead,
  pixels: Raster,
  sessions: Sessions,
  floor: number,
  job: Job,
): Promise<Candidate[]> {
  if (crops.length === 0) return [];
  const { card, points, surgery } = stage;
  const checkpoint = new Checkpoint(job);
  const each = surgery.classes;
  const data = new Float32Array(crops.length * each);
  const taking = sessions.stage(stage, activation, pixels.channels);
  await withLease(taking, async ({ session, largestBatch }) => {
    for (const [first, end] of runs(crops.length, Math.min(mostAtOnce, largestBatch))) {
      job.progress({ phase: "collect", done: first, total: crops.length });
      await checkpoint.reach();
      const batch = await cropBatch(crops.slice(first, end), card.window, pixels);
      data.set((await session.run(batch)).data, first * each);
    }
  });
  const numbers = { data, classes: classes.length, background, points };
  return refinedCandidates(crops, numbers, card, floor);
}

/** Crops, scaled to the window by the means of areas, as one batch. Not rounded: a level more or less would move boxes. */
async function cropBatch(crops: readonly Crop[], side: number, pixels: Raster) {
  const { channels } = pixels;
  const size = { width: side, height: side };
  const data = new Float32Array(crops.length * side * side * channels);
  for (const [index, crop] of crops.entries()) {
    const framed = framedRaster(pixels, cropBox(crop), 0);
    data.set(await areaMeans(framed, size), index * side * side * channels);
  }
  return { data, batch: crops.length, height: side, width: side, channels };
}
