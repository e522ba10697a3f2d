/** @file The threshold of a class that its annotations speak for. */
import { ratesFrom } from "./average-precision.ts";
import type { MatchedDetection } from "./matching.ts";

const steps = 100;

/**
 * The hundredth of best F1; of several side by side the middle one, which is farthest from what is worse.
 * @param judged detections of one class on all images @param count annotations of the class
 * @returns null where nothing right was found
 * @throws RangeError where nothing is annotated
 */
export function bestThreshold(
  judged: readonly Pick<MatchedDetection, "score" | "right">[],
  count: number,
): number | null {
  let [best, first, last] = [0, 0, 0];
  for (let step = 1; step <= steps; step++) {
    const { f1 } = ratesFrom(step / steps, judged, count);
    if (f1 > best) {
      best = f1;
      first = step;
      last = step;
    } else if (f1 === best && last === step - 1) last = step;
  }
  return best > 0 ? Math.floor((first + last) / 2) / steps : null;
}
