/** @file All boxes that a score map may stand for, before it is decided which of them count: for each kind of head its way. */
import type { Box } from "../../../src-core/detection/box.ts";
import type { Candidate } from "../../../src-core/detection/candidate.ts";
import type { Job } from "../jobs/job.ts";
import type { MapWithBoxes } from "../pass/map-cache.ts";
import type { Subject } from "../subject/subject.ts";
import { peakCandidates } from "./peak-candidates.ts";
import { pnetCandidates } from "./pnet-candidates.ts";

/**
 * In pixels of the image, in no order.
 * @param floor the lowest score that is looked for
 * @throws the signal's reason when the job is cancelled
 */
export async function candidatesOf(
  subject: Subject,
  { source, boxes }: MapWithBoxes,
  floor: number,
  job: Job,
): Promise<Candidate[]> {
  const { head } = subject.model.card;
  switch (head.kind) {
    case "classifier":
      return (await peakCandidates(subject, source, head, floor, job)).map((box) => ({
        ...box,
        ...onImage(box, subject),
      }));
    case "pnet":
      return pnetCandidates(subject, source, head, floor, job);
    case "rpn":
    case "ssd":
      return (await boxes(floor)).map((box) => ({ ...box, ...onImage(box, subject) }));
  }
}

/** A box of what the network sees, in pixels of the image. */
export function onImage({ x, y, width, height }: Box, { scale }: Subject): Box {
  return { x: x / scale.x, y: y / scale.y, width: width / scale.x, height: height / scale.y };
}
