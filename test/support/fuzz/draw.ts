/** @file Random choices that are the same for the same seed. */
import { seeded } from "../random.ts";

export class Draw {
  private readonly uniform: () => number;

  constructor(seed: number) {
    this.uniform = seeded(seed);
  }

  /** Uniform in [0, 1). */
  number(): number {
    return this.uniform();
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  from(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(share: number): boolean {
    return this.uniform() < share;
  }

  /** One of a list that may be empty. */
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }

  oneOf<T>(...list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }
}

/** A number that lengths, axes and attributes are not made for. */
export const odd = (draw: Draw): bigint =>
  draw.oneOf(
    ...([0n, -1n, -2n, 1n, 2n, 3n, 7n, 255n, 4097n, 65_537n, 2n ** 31n - 1n, 2n ** 31n] as const),
    ...([
      2n ** 32n,
      2n ** 40n,
      2n ** 53n + 1n,
      2n ** 63n - 1n,
      -(2n ** 31n),
      -(2n ** 63n),
    ] as const),
  );
