/** @file How fast a batch goes, and how long it will still take. */

/** What an image costs however small its file is, in bytes of a larger one. */
const least = 16 * 1024;

/** Evidence below which nothing is said, and the stretch that counts as recent. */
const [fewestImages, shortestTime] = [3, 2000];
const [recentImages, recentTime] = [20, 30_000];

interface Mark {
  /** Milliseconds of running time. */
  readonly time: number;
  readonly images: number;
  readonly work: number;
}

export const workOf = (size: number | null): number => least + (size ?? 0);

/** Counts running time alone: what happens while it rests costs nothing. */
export class Throughput {
  private readonly now: () => number;
  private marks: Mark[] = [{ time: 0, images: 0, work: 0 }];
  private before = 0;
  private since: number | null = null;

  /** @param now a clock that never goes back, in milliseconds */
  constructor(now: () => number) {
    this.now = now;
  }

  start(): void {
    this.since ??= this.now();
  }

  stop(): void {
    this.before = this.running();
    this.since = null;
  }

  /** An image is through. @param work see `workOf` */
  imageDone(work: number): void {
    const last = this.marks.at(-1) ?? { images: 0, work: 0 };
    const time = this.running();
    this.marks.push({ time, images: last.images + 1, work: last.work + work });
    while (this.marks.length > recentImages && time - (this.marks[1]?.time ?? time) > recentTime)
      this.marks.shift();
  }

  /** Images per second, and milliseconds for `work` more; null while there is too little to tell. */
  estimate(work: number): { rate: number | null; timeLeft: number | null } {
    const [first, last] = [this.marks[0], this.marks.at(-1)];
    // Up to now, not to the last image: while one takes long, hope fades.
    const [time, images] = [
      this.running() - (first?.time ?? 0),
      (last?.images ?? 0) - (first?.images ?? 0),
    ];
    if (!first || !last || images < fewestImages || time < shortestTime)
      return { rate: null, timeLeft: null };
    return {
      rate: (1000 * images) / time,
      timeLeft: (work * time) / (last.work - first.work),
    };
  }

  private running(): number {
    return this.before + (this.since === null ? 0 : this.now() - this.since);
  }
}
