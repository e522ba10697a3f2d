/** @file How much of a job is done, as far as it can be told. */
import type { Progress } from "../../src-core/contract/api.ts";

/** Whole per cent as a share, rounded down; null where a phase is one step, or has not come anywhere yet. */
export function finishedShare(progress: Progress | null): number | null {
  if (!progress || progress.total <= 0 || progress.done <= 0) return null;
  const share = Math.min(1, progress.done / progress.total);
  return progress.total > 1 || share < 1 ? Math.floor(100 * share + 1e-9) / 100 : null;
}

/** Of a pass that ended before its time: what of the image it had looked at. Null where nothing of that is left. */
export const finishedPass = (progress: Progress | null): number | null =>
  progress?.phase === "pass" ? finishedShare(progress) : null;
