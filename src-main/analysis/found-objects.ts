/** @file The boxes that were found last: another threshold, or another overlap, only chooses among them. */
import type { LabelledDetection } from "../../src-core/contract/analysis.ts";
import type { Candidate, Wish } from "../../src-core/detection/candidate.ts";
import { labelsOf, lowestScore, select, thresholdOf } from "../../src-core/detection/candidate.ts";
import type { Scored } from "./candidates.ts";
import { candidatesOf } from "./candidates.ts";
import type { Job } from "./job.ts";
import { Recent } from "./recent.ts";
import type { Subjects } from "./report.ts";
import type { Subject } from "./subject.ts";
import { timed } from "./timing.ts";

export interface Found {
  /** Best first. */
  readonly list: LabelledDetection[];
  /** Milliseconds that it took to find them. */
  readonly time: number;
}

interface Known {
  /** The lowest score that was looked for. */
  readonly floor: number;
  /** Best first, the upper and the left one first among equal ones. */
  readonly all: Candidate[];
  readonly time: number;
}

export class FoundObjects {
  private readonly found = new Recent<Known>(4);

  /**
   * A candidate is one whatever the threshold: what was found from a lower one on holds the answer.
   * @param scored of each scale
   * @throws the signal's reason when the job is cancelled
   */
  async get(subjects: Subjects, scored: readonly Scored[], wish: Wish, job: Job): Promise<Found> {
    const { head } = subjects[0].model.card;
    const threshold = wish.threshold ?? thresholdOf(head);
    const { all, time } = await this.from(subjects, scored, threshold, job);
    const [list, selectTime] = await timed(() =>
      select(head, all, { ...wish, threshold }, subjects[0].image),
    );
    return { list: labelled(list, labelsOf(head)), time: time + selectTime };
  }

  /** All that score enough, before any is pushed aside by another. */
  async candidates(
    subjects: Subjects,
    scored: readonly Scored[],
    floor: number,
    job: Job,
  ): Promise<readonly Candidate[]> {
    const { all } = await this.from(subjects, scored, Math.max(floor, lowestScore), job);
    return all.filter(({ score }) => score >= floor);
  }

  forget(subjects: Subjects): void {
    this.found.delete(keyOf(subjects));
  }

  private async from(
    subjects: Subjects,
    scored: readonly Scored[],
    floor: number,
    job: Job,
  ): Promise<Known> {
    const key = keyOf(subjects);
    const known = this.found.peek(key);
    if (known && known.floor <= floor) return known;
    const [all, time] = await timed(() => collect(subjects, scored, floor, job));
    const found = { floor, all, time };
    this.found.set(key, found);
    return found;
  }
}

const keyOf = (subjects: readonly Subject[]): string => subjects.map(({ key }) => key).join("\n");

async function collect(
  subjects: Subjects,
  scored: readonly Scored[],
  floor: number,
  job: Job,
): Promise<Candidate[]> {
  const all: Candidate[] = [];
  for (const [index, subject] of subjects.entries()) {
    const one = scored[index];
    if (!one) continue;
    for (const box of await candidatesOf(subject, one, floor, job)) all.push(box);
  }
  // Of equal scores the first one stays, whatever the parts.
  return all.sort((a, b) => b.score - a.score || a.y - b.y || a.x - b.x);
}

export const labelled = (
  boxes: readonly Candidate[],
  labels: readonly string[],
): LabelledDetection[] =>
  boxes.map(({ classIndex, score, x, y, width, height }) => ({
    ...{ label: labels[classIndex] ?? String(classIndex), score, x, y, width, height },
  }));
