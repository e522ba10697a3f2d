/** @file Things that come one by one and belong together: they are handed over when no more come. */

export class QuietCollector<T> {
  private collected: T[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly quiet: number;
  private readonly onTogether: (all: readonly T[]) => void;

  /** @param quiet milliseconds without a further one */
  constructor(quiet: number, onTogether: (all: readonly T[]) => void) {
    this.quiet = quiet;
    this.onTogether = onTogether;
  }

  add(...some: readonly T[]): void {
    if (some.length === 0) return;
    this.collected.push(...some);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const all = this.collected;
      this.collected = [];
      this.onTogether(all);
    }, this.quiet);
  }
}
