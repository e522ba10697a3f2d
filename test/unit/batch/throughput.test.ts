import { describe, expect, it } from "vitest";
import { Throughput, workOf } from "../../../src-main/batch/throughput.ts";
import { seeded } from "../../support/random.ts";

/** A pace on a clock that the test sets. */
function simulated() {
  const clock = { now: 5_000_000 };
  return { clock, pace: new Throughput(() => clock.now) };
}

describe("the time that is left", () => {
  it("is not told before there is evidence", () => {
    const { clock, pace } = simulated();
    pace.start();
    clock.now += 10_000;
    expect(pace.estimate(100)).toEqual({ rate: null, timeLeft: null });
    for (let image = 0; image < 3; image++) pace.imageDone(workOf(0));
    expect(pace.estimate(workOf(0) * 6)).toEqual({ rate: 0.3, timeLeft: 20_000 });
  });

  it("needs two seconds, too", () => {
    const { clock, pace } = simulated();
    pace.start();
    for (let image = 0; image < 9; image++) pace.imageDone(1);
    clock.now += 1999;
    expect(pace.estimate(1).timeLeft).toBeNull();
    clock.now += 1;
    expect(pace.estimate(1).timeLeft).not.toBeNull();
  });

  it("does not count pauses, and fades while an image takes long", () => {
    const { clock, pace } = simulated();
    for (let image = 0; image < 4; image++) {
      pace.start();
      clock.now += 1000;
      pace.imageDone(10);
      pace.stop();
      clock.now += 1_000_000;
    }
    expect(pace.estimate(40)).toEqual({ rate: 1, timeLeft: 4000 });
    pace.start();
    clock.now += 4000;
    expect(pace.estimate(40)).toEqual({ rate: 0.5, timeLeft: 8000 });
  });

  it("is within a factor of 1.5 from the tenth image on, with files of very different size", () => {
    const { clock, pace } = simulated();
    const random = seeded(7);
    const sizes = Array.from({ length: 400 }, () => Math.exp(random() * 4) * 100_000);
    // An image costs 20 ms and 1 ms for every 20 kB, give or take a third.
    const costs = sizes.map((size) => (20 + size / 20_000) * (0.67 + 0.66 * random()));
    const left = (list: number[], from: number): number =>
      list.slice(from).reduce((sum, value) => sum + value, 0);
    pace.start();
    for (const [index, size] of sizes.entries()) {
      clock.now += costs[index] ?? 0;
      pace.imageDone(workOf(size));
      const { timeLeft } = pace.estimate(left(sizes.map(workOf), index + 1));
      const truth = left(costs, index + 1);
      if (timeLeft === null || index < 10 || index > 380) continue;
      expect(timeLeft / truth).toBeGreaterThan(1 / 1.5);
      expect(timeLeft / truth).toBeLessThan(1.5);
    }
  });

  it("follows a machine that becomes slower", () => {
    const { clock, pace } = simulated();
    pace.start();
    const run = (images: number, time: number): void => {
      for (let image = 0; image < images; image++) {
        clock.now += time;
        pace.imageDone(10);
      }
    };
    run(500, 100);
    run(60, 1000);
    expect(pace.estimate(100).timeLeft).toBeCloseTo(10_000, -3);
  });
});
