/** @file Every network of the zoo converted, and held to what its equality class promises. */
import { describe, expect, it } from "vitest";
import type { Size } from "../../src-core/size.ts";
import { convolutionalize } from "../../src-core/network/surgery/convolutionalize.ts";
import { expectedEquality, receptiveWindow } from "../../src-core/network/properties/equality.ts";
import { measureEquality } from "../support/equality/equality.ts";
import { refused } from "../support/zoo/refused/index.ts";
import { zoo } from "../support/zoo/index.ts";

/** Five odd sizes, each a few cells larger than the window. */
const beyond = [
  [1, 0],
  [0, 3],
  [5, 2],
  [7, 11],
  [13, 4],
] as const;

const larger = ({ width, height }: Size, [right, below]: readonly [number, number]): Size => ({
  width: width + right,
  height: height + below,
});

/** A law that concerns some classes alone is not told of the others as skipped. */
const when = (holds: boolean): typeof it | ((name: string, law: () => Promise<void>) => void) =>
  holds ? it : () => undefined;

describe.each(zoo)("$name", ({ build, equality, receptiveField, tolerance }) => {
  const model = build();
  const surgery = convolutionalize(model);
  const exact = equality === "ceil" ? receptiveWindow(surgery) : surgery.window;

  it(`is ${equality}, and says which node makes it so`, () => {
    const expected = expectedEquality(surgery);
    expect(expected.class).toBe(equality);
    if (equality !== "exact") expect(expected.reason).toMatch(/"[^"]+"/);
    if (receptiveField) expect(exact).toEqual(receptiveField);
  });

  it("returns on one window what the classifier returns", async () => {
    const { maxAbsDiff, checked } = await measureEquality(model, { size: surgery.window, seed: 1 });
    expect(checked).toBe(1);
    expect(maxAbsDiff).toBeLessThanOrEqual(tolerance);
  });

  when(equality === "padded")("gives a map on larger images, which only comes near", async () => {
    const { horizontal, vertical } = surgery;
    const size = larger(surgery.window, [2 * horizontal.jump, vertical.jump]);
    const { rows, columns, maxAbsDiff } = await measureEquality(model, { size, seed: 2 });
    expect([rows, columns]).toEqual([vertical.count(size.height), horizontal.count(size.width)]);
    expect(rows * columns).toBeGreaterThanOrEqual(6);
    expect(maxAbsDiff).toBeGreaterThan(tolerance);
  });

  when(equality === "ceil")(
    "differs from its windows, but not from those of its receptive field",
    async () => {
      const size = larger(exact, [9, 9]);
      const own = await measureEquality(model, { size, seed: 3 });
      expect(own.maxAbsDiff).toBeGreaterThan(tolerance);
      expect(expectedEquality(convolutionalize(model, { window: exact })).class).toBe("exact");
    },
  );

  when(equality !== "padded")("equals its windows at five odd sizes", async () => {
    for (const [seed, more] of beyond.entries()) {
      const trial = { size: larger(exact, more), window: exact, seed };
      const { maxAbsDiff, checked } = await measureEquality(model, trial);
      expect(checked).toBeGreaterThan(0);
      expect(maxAbsDiff).toBeLessThanOrEqual(tolerance);
    }
  });

  when(equality !== "padded")("equals its windows at every pixel with stride 1", async () => {
    const trial = { size: larger(exact, [3, 2]), window: exact, stride: 1, seed: 6 } as const;
    const { maxAbsDiff, checked } = await measureEquality(model, trial);
    expect(checked).toBe(12);
    expect(maxAbsDiff).toBeLessThanOrEqual(tolerance);
  });
});

describe("a network that cannot be carried over", () => {
  it.each(refused)("is refused and told why: $name", ({ build, mentions }) => {
    let message = "";
    try {
      convolutionalize(build());
    } catch (cause) {
      message = String(cause);
    }
    for (const word of mentions) expect(message).toContain(word);
    expect(message.length).toBeGreaterThan(80);
  });
});
