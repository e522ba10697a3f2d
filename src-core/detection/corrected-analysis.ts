/** @file A result as a person corrected it, to be written. */
import type { Analysis } from "../contract/analysis.ts";
import type { Edit, EditCounts } from "../contract/results/edits.ts";
import { scoreText } from "../overlay/score-text.ts";
import type { EditedDetection } from "./with-edits.ts";
import { withEdits } from "./with-edits.ts";

export interface CorrectedAnalysis extends Omit<Analysis, "detections"> {
  /** What was rejected is not among them. The score of one that was added is NaN, which JSON writes as null. */
  readonly detections: EditedDetection[];
  /** Absent where nobody corrected anything. */
  readonly edits?: EditCounts;
}

/** The same result where no edit concerns one of its boxes. */
export function corrected(result: Analysis, edits: readonly Edit[]): CorrectedAnalysis {
  const all = withEdits(result.detections, edits);
  const of = (kind: Edit["kind"]): number => all.filter(({ edited }) => edited === kind).length;
  const counts = { rejected: of("rejected"), relabelled: of("relabelled"), added: of("added") };
  if (counts.rejected + counts.relabelled + counts.added === 0) return result;
  const detections = all
    .filter(({ edited }) => edited !== "rejected")
    .map((one) => {
      const told = { ...one };
      delete told.id;
      return told;
    });
  return { ...result, detections, edits: counts };
}

/** As it stands beside a name: a box by hand has no score. */
export const scoreOrHand = ({ edited, score }: EditedDetection): string =>
  edited === "added" ? "by hand" : scoreText(score);
