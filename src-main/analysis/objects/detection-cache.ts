/** @file The boxes that were found last: another threshold, or another overlap, only chooses among them. */
import type { Analysis, LabelledDetection, Limits } from "../../../src-core/contract/analysis.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import { belowLowest, droppedByCap } from "../../../src-core/detection/dropped-boxes.ts";
import type { Candidate, LimitsRequest } from "../../../src-core/detection/candidate.ts";
import { lowestScore } from "../../../src-core/detection/candidate.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import {
  aboveThreshold,
  limitsOf,
  lowestThresholdOf,
  select,
} from "../../../src-core/detection/select.ts";
import { capOf } from "../../../src-core/detection/cap.ts";
import { notSound } from "../../../src-core/detection/faulty-boxes.ts";
import type { MapWithBoxes } from "../pass/map-cache.ts";
import { candidatesOf } from "./candidates.ts";
import type { Cascaded } from "./cascade.ts";
import { cascaded } from "./cascade.ts";
import type { Job } from "../jobs/job.ts";
import { labelled } from "./labelled-detections.ts";
import { RecentlyUsed } from "../jobs/recently-used.ts";
import type { Subject, Subjects } from "../subject/subject.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { withTime } from "../jobs/timing.ts";

export interface FoundDetections {
  /** Best first. */
  readonly list: LabelledDetection[];
  /** What each network of a cascade has left; the last one's are the list. */
  readonly stages?: Analysis["stages"];
  readonly limits: Limits;
  /** Of boxes that a cap has dropped. */
  readonly notices: readonly Notice[];
  /** Milliseconds that it took to find them. */
  readonly time: number;
}

interface Known {
  /** The lowest score that was looked for. */
  readonly floor: number;
  /** Best first, the upper and the left one first among equal ones. */
  readonly all: Candidate[];
  /** Those that are no boxes, in no order. */
  readonly faulty: Candidate[];
  /** What the networks before the last one of a cascade have left. */
  readonly before: Cascaded["before"];
  readonly time: number;
}

/** The maps of an image's scales, and what the further networks of a cascade run on. */
export interface MapsOnDevice {
  readonly scored: readonly MapWithBoxes[];
  readonly sessions: Sessions;
}

export class DetectionCache {
  private readonly found = new RecentlyUsed<Known>(4);

  /**
   * A candidate is one whatever the threshold: what was found from a lower one on holds the answer.
   * @param scored of each scale
   * @throws the signal's reason when the job is cancelled
   */
  async get(
    subjects: Subjects,
    scored: MapsOnDevice,
    requested: LimitsRequest,
    job: Job,
  ): Promise<FoundDetections> {
    const [{ model, image, scale }] = subjects;
    const { head } = model.card;
    const floor = requested.threshold ?? lowestThresholdOf(head);
    const { all, faulty, before, time } = await this.from(subjects, scored, floor, job);
    const cap = capOf(model.card, scale.factor);
    const [{ boxes, of }, selectTime] = await withTime(() =>
      select(head, all, requested, image, cap),
    );
    const list = labelled(boxes, headOf(head).labels);
    const none = aboveThreshold(head, faulty, requested);
    const notices = [
      ...notSound(none, none.length + aboveThreshold(head, all, requested).length),
      ...droppedByCap(list.length, of, cap),
      ...belowLowest(head, requested),
    ];
    const found = { list, limits: limitsOf(head, requested), notices, time: time + selectTime };
    const last = model.stages.at(-1);
    return last ? { ...found, stages: [...before, { name: last.name, detections: list }] } : found;
  }

  /** All that score enough, before any is pushed aside by another; those that are no boxes come last. */
  async candidates(
    subjects: Subjects,
    scored: MapsOnDevice,
    floor: number,
    job: Job,
  ): Promise<readonly Candidate[]> {
    const least = Math.max(floor, lowestScore);
    const { all, faulty } = await this.from(subjects, scored, least, job);
    return [...all, ...faulty].filter(({ score }) => score >= floor);
  }

  forget(subjects: Subjects): void {
    this.found.delete(keyOf(subjects));
  }

  private async from(
    subjects: Subjects,
    scored: MapsOnDevice,
    floor: number,
    job: Job,
  ): Promise<Known> {
    const key = keyOf(subjects);
    const known = this.found.peek(key);
    if (known && known.floor <= floor) return known;
    const [found, time] = await withTime(() => collect(subjects, scored, floor, job));
    this.found.set(key, { ...found, time });
    return { ...found, time };
  }
}

const keyOf = (subjects: readonly Subject[]): string => subjects.map(({ key }) => key).join("\n");

async function collect(
  subjects: Subjects,
  { scored, sessions }: MapsOnDevice,
  floor: number,
  job: Job,
): Promise<Omit<Known, "time">> {
  const [first] = subjects;
  const { head } = first.model.card;
  // How many a cascade lets through to its next network is not the user's threshold.
  const cascade = headOf(head).cascade?.head ?? null;
  const least = cascade?.threshold ?? floor;
  const all: Candidate[] = [];
  const faulty: Candidate[] = [];
  for (const [index, subject] of subjects.entries()) {
    const one = scored[index];
    if (!one) continue;
    for (const box of await candidatesOf(subject, one, least, job))
      (box.fault === undefined ? all : faulty).push(box);
  }
  // Of equal scores the first one stays, whatever the parts.
  all.sort((a, b) => b.score - a.score || a.y - b.y || a.x - b.x);
  if (!cascade) return { floor, all, faulty, before: [] };
  const { last, before } = await cascaded(first, cascade, all, sessions, job);
  return { floor: lowestScore, all: last, faulty, before };
}
