/** A seeded generator of random numbers, the same on every machine. Source: mulberry32, Tommy Ettinger, public domain. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** Uniform in low ≤ x < high. */
  uniform(low = 0, high = 1): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return low + (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (high - low);
  }

  /** A whole number, low ≤ n < high. */
  integer(low: number, high: number): number {
    return Math.floor(this.uniform(low, high));
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** Normal with mean 0 and deviation 1 (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.integer(0, items.length)];
    if (item === undefined) {
      throw new RangeError("nothing to pick from");
    }
    return item;
  }
}
