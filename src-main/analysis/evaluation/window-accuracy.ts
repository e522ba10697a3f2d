/** @file The untouched classifier on windows anywhere in an image: what it says of each. */
import type { Place } from "../../../src-core/evaluation/test-windows.ts";
import type { Scores } from "../../engine/engine.ts";
import type { Raster } from "../../image/raster.ts";
import type { Job } from "../jobs/job.ts";
import { Checkpoint } from "../jobs/job.ts";
import type { DenseLease } from "../sessions/sessions.ts";
import { cutWindows } from "../windows/cut-windows.ts";
import type { SubjectRequest } from "../subject/subject.ts";

/** Windows of one image, for the classifier itself. */
export interface WindowsRequest extends SubjectRequest {
  readonly device: string;
  readonly places: readonly Place[];
}

const batch = 64;

/**
 * @param places top-left corners of windows inside the image
 * @returns the index of the best class of each
 * @throws the signal's reason when the job is cancelled
 */
export async function bestClasses(
  { session, largestBatch }: Pick<DenseLease, "session" | "largestBatch">,
  raster: Raster,
  window: { readonly width: number; readonly height: number },
  places: readonly Place[],
  job: Job,
): Promise<number[]> {
  const checkpoint = new Checkpoint(job);
  const size = Math.min(batch, largestBatch);
  const best: number[] = [];
  for (let first = 0; first < places.length; first += size) {
    await checkpoint.reach();
    const pixels = await cutWindows(raster, window, places.slice(first, first + size));
    for (const kind of bestOf(await session.run(pixels))) best.push(kind);
    job.progress({ phase: "batched", done: best.length, total: places.length });
  }
  return best;
}

/** Of equal scores the first class. */
function bestOf({ data, batch: count, classes }: Scores): number[] {
  return Array.from({ length: count }, (_, index) => {
    const scores = data.subarray(index * classes, (index + 1) * classes);
    return scores.reduce((best, score, kind) => (score > (scores[best] ?? NaN) ? kind : best), 0);
  });
}
