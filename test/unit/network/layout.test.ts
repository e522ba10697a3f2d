import { describe, expect, it } from "vitest";
import {
  arranged,
  elementOrder,
  natural,
  reshaped,
  sameLayout,
  shapeOfLayout,
  unfolded,
} from "../../../src-core/network/geometry/layout.ts";

/** Two channels of two rows and three columns: element c·6 + y·3 + x. */
const extent = { channels: 2, height: 2, width: 3 };

describe("arranged", () => {
  it("gives each letter an axis, and none to lengths of one", () => {
    expect(shapeOfLayout(arranged("NCHW", extent))).toEqual([1, 2, 2, 3]);
    expect(arranged("NCHW", { channels: 5, height: 1, width: 1 })[2]).toEqual([]);
  });
});

describe("reshaped", () => {
  const flat = (order: string) => reshaped(arranged(order, extent), [1, 12]);

  it("flattens in the order of the axes", () => {
    const [, channelsFirst = []] = flat("NCHW") ?? [];
    expect([...elementOrder(channelsFirst, extent)]).toEqual([...Array(12).keys()]);
    const [, channelsLast = []] = flat("NHWC") ?? [];
    expect([...elementOrder(channelsLast, extent)]).toEqual([0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11]);
  });

  it("finds its way back", () => {
    const back = reshaped(flat("NHWC") ?? [], [1, 2, 3, 2]);
    expect(back && sameLayout(back, arranged("NHWC", extent))).toBe(true);
  });

  it("shuffles channels by way of two factors", () => {
    const channels = { channels: 6, height: 1, width: 1 };
    const [batch = [], ...factors] = reshaped(arranged("NC", channels), [1, 2, 3]) ?? [];
    const turned = reshaped([batch, ...factors.reverse()], [1, 6]);
    const [, shuffled = []] = turned ?? [];
    expect([...elementOrder(shuffled, channels)]).toEqual([0, 3, 1, 4, 2, 5]);
    expect(natural(shuffled, 6)).toBe(false);
    const [, straight = []] = reshaped([batch, ...factors.reverse()], [1, 6]) ?? [];
    expect(natural(straight, 6)).toBe(true);
  });

  it("does not hold a part of the rows", () => {
    expect(reshaped(arranged("NCHW", { channels: 2, height: 4, width: 3 }), [1, 2, 2, 2, 3])).toBe(
      undefined,
    );
    expect(reshaped(arranged("NCHW", extent), [1, 11])).toBe(undefined);
  });
});

describe("unfolded", () => {
  it("numbers every element of the window as a channel, and keeps the order of the axis", () => {
    const [, axis = []] = unfolded(reshaped(arranged("NHWC", extent), [1, 12]) ?? [], extent);
    const vector = { channels: 12, height: 1, width: 1 };
    expect([...elementOrder(axis, vector)].slice(0, 4)).toEqual([0, 6, 1, 7]);
    expect(axis.every(({ letter }) => letter === "C")).toBe(true);
  });
});
