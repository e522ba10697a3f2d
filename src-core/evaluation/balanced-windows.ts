/** @file As many test windows of each class: a classifier that always says the commonest class gains nothing. */
import type { TestWindow, WindowClasses, WindowSubject } from "./test-windows.ts";
import { testWindows } from "./test-windows.ts";

export interface BalancedWindows {
  /** Windows of each class. */
  readonly each: number;
  /** Classes that have any. */
  readonly classes: number;
  /** Of each subject. */
  readonly windows: readonly (readonly TestWindow[])[];
}

/**
 * Every class is thinned, evenly over all images, to the number of the rarest one. The windows are counted first and chosen
 * then: those of the background would be too many to be kept.
 * @returns null where no object has a window
 */
export function balancedWindows(
  subjects: readonly WindowSubject[],
  classifier: WindowClasses,
): BalancedWindows | null {
  const counts = new Map<number, number>();
  for (const subject of subjects)
    for (const { classIndex } of testWindows(subject, classifier))
      counts.set(classIndex, (counts.get(classIndex) ?? 0) + 1);
  if (![...counts.keys()].some((index) => index !== classifier.background)) return null;
  const each = Math.min(...counts.values());
  const thinned = new Map(
    [...counts].map(([classIndex, count]) => [classIndex, new Thinned(count, each)]),
  );
  const windows = subjects.map((subject) =>
    [...testWindows(subject, classifier)].filter(
      ({ classIndex }) => thinned.get(classIndex)?.takesNext() ?? false,
    ),
  );
  return { each, classes: counts.size, windows };
}

/** Of `count` items in a row the items ⌊i·count/wanted⌋, i = 0 … wanted − 1. */
class Thinned {
  private readonly count: number;
  private readonly wanted: number;
  private seen = 0;
  private taken = 0;

  constructor(count: number, wanted: number) {
    this.count = count;
    this.wanted = wanted;
  }

  takesNext(): boolean {
    const isTaken = this.seen === Math.floor((this.taken * this.count) / this.wanted);
    this.seen++;
    if (isTaken) this.taken++;
    return isTaken;
  }
}
