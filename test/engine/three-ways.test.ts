/** @file Every network of the zoo as pass, as windows and as both, against bare ONNX Runtime on the cut-out windows. */
import { describe, expect, it } from "vitest";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import { seeded } from "../support/random.ts";
import { apart, noisyPicture, threeWays } from "../support/equality/three-ways.ts";
import { zoo } from "../support/zoo/index.ts";

/** Those that read images; the others are held to the same law in `zoo-equality`. */
const ofImages = zoo.filter(({ channels }) => channels === 1 || channels === 3);

describe.each(ofImages)("$name", ({ build, window, channels, tolerance }) => {
  it("gives the windows' scores, and where the pass gives others it says so", async () => {
    const size = { width: window.width + 9, height: window.height + 6 };
    const picture = noisyPicture(size.width, size.height, channels === 1 ? 1 : 3, seeded(5));
    const { fcn, window: windows, both, bare } = await threeWays(writeModel(build()), picture);
    const [pass, own] = [apart(fcn.map, bare), apart(windows.map, bare)];
    expect(own.share).toBeLessThanOrEqual(tolerance);
    expect([...windows.map].map(Number.isNaN)).toEqual([...bare].map(Number.isNaN));
    expect(both.map).toEqual(fcn.map);
    const { equality } = both.result;
    expect(equality?.checked).toBe(both.result.timings.window?.positions);
    expect(Math.abs((equality?.maxAbsDiff ?? NaN) - pass.difference)).toBeLessThanOrEqual(
      tolerance * Math.max(1, pass.largest),
    );
    if (equality?.class === "exact") expect(pass.share).toBeLessThanOrEqual(tolerance);
    expect(equality?.reason).not.toContain("please report");
  });
});
