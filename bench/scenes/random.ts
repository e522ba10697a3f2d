import { randomNumbers } from "../../src-core/random.ts";

/** A seeded generator of random numbers, the same on every machine. */
export class Random {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = randomNumbers(seed);
  }

  /** Uniform in low ≤ x < high. */
  uniform(low = 0, high = 1): number {
    return low + this.next() * (high - low);
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
