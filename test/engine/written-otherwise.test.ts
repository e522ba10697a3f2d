/** @file Files that are written in unusual ways, in every way the app has, against the file itself on bare ONNX Runtime. */
import { describe, expect, it } from "vitest";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import { seeded } from "../support/random.ts";
import { apart, noisyPicture, threeWays } from "../support/equality/three-ways.ts";
import { writtenOtherwise } from "../support/models/written-otherwise.ts";

describe("a file with", () => {
  it.each(writtenOtherwise)(
    "%s gives the scores that the file itself gives",
    async (name, build) => {
      const picture = noisyPicture(14, 12, 1, seeded(3));
      const { fcn, window, both, bare } = await threeWays(writeModel(build()), picture, {
        window: { width: 8, height: 8 },
      });
      for (const way of [fcn, window, both]) {
        const { share, largest } = apart(way.map, bare);
        expect(share).toBeLessThanOrEqual(1e-4);
        expect(largest).toBeGreaterThan(0.01);
        expect(way.result.notices.map(({ code }) => code)).toEqual(
          name.startsWith("double") ? ["computed-in-float"] : [],
        );
      }
      expect(both.result.equality?.class).toBe("exact");
    },
  );
});
