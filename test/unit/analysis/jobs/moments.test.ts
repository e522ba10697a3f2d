import { describe, expect, it } from "vitest";
import { mostMoments } from "../../../../src-core/contract/race.ts";
import { Moments } from "../../../../src-main/analysis/jobs/moments.ts";

describe("Moments", () => {
  it("tells each of a few, in whole microseconds", () => {
    const moments = new Moments();
    moments.reached(0.12345, 16);
    moments.reached(1, 20);
    expect(moments.told).toEqual({ times: [0.123, 1], counts: [16, 20] });
  });

  it("stays within its room however many come: they rise, lie on the line, and the last one is told", () => {
    for (const all of [mostMoments - 1, mostMoments, mostMoments + 1, 100_003]) {
      const moments = new Moments();
      for (let done = 1; done <= all; done++) moments.reached(done / 8, done);
      const { times, counts } = moments.told;
      expect(counts.length).toBeLessThanOrEqual(mostMoments);
      expect(counts.length).toBeGreaterThanOrEqual(mostMoments / 2 - 1);
      expect(counts.at(-1)).toBe(all);
      expect(counts.every((count, at) => count > (counts[at - 1] ?? 0))).toBe(true);
      expect(times).toEqual(counts.map((count) => count / 8));
    }
  });

  it("begins anew where another device does", () => {
    const moments = new Moments();
    moments.reached(5, 10);
    moments.reached(9, 20);
    moments.reached(2, 10);
    expect(moments.told).toEqual({ times: [2], counts: [10] });
  });
});
