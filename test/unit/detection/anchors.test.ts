import { describe, expect, it } from "vitest";
import { anchorAt, anchorShapes, defaultShapes } from "../../../src-core/detection/anchors.ts";
import { applyDeltas, mostGrowth } from "../../../src-core/detection/deltas.ts";

describe("anchors", () => {
  it("have the area of their scale, whatever their ratio", () => {
    const shapes = anchorShapes([128], [0.25, 1, 4]);
    expect(shapes).toEqual([
      { width: 256, height: 64 },
      { width: 128, height: 128 },
      { width: 64, height: 256 },
    ]);
  });

  it("lie around the middle of their cell", () => {
    const shape = { width: 20, height: 10 };
    expect(anchorAt(shape, { row: 0, column: 0 }, { x: 16, y: 16 })).toEqual({
      x: -2,
      y: 3,
      width: 20,
      height: 10,
    });
    expect(anchorAt(shape, { row: 2, column: 3 }, { x: 16, y: 8 })).toMatchObject({ x: 46, y: 15 });
  });

  it("of SSD are two squares, and two boxes for each other ratio", () => {
    expect(defaultShapes(16, 64, [1, 4])).toEqual([
      { width: 16, height: 16 },
      { width: 32, height: 32 },
      { width: 32, height: 8 },
      { width: 8, height: 32 },
    ]);
  });
});

describe("a box that is moved", () => {
  const box = { x: 10, y: 20, width: 40, height: 20 };
  const none = { centre: 1, size: 1 };

  it("stays where nothing is said", () => {
    expect(applyDeltas(box, { x: 0, y: 0, width: 0, height: 0 }, none)).toEqual(box);
  });

  it("goes by shares of its size, and grows around its centre", () => {
    // The centre goes from (30, 30) to (40, 25); twice as wide and half as high.
    const deltas = { x: 0.25, y: -0.25, width: Math.log(2), height: -Math.log(2) };
    const result = applyDeltas(box, deltas, none);
    expect(result.x).toBeCloseTo(0, 12);
    expect(result.y).toBeCloseTo(20, 12);
    expect(result.width).toBeCloseTo(80, 12);
    expect(result.height).toBeCloseTo(10, 12);
  });

  it("heeds the variances", () => {
    const deltas = { x: 2.5, y: -2.5, width: 5 * Math.log(2), height: -5 * Math.log(2) };
    const result = applyDeltas(box, deltas, { centre: 0.1, size: 0.2 });
    expect([result.x, result.y]).toEqual([expect.closeTo(0, 12), expect.closeTo(20, 12)]);
    expect([result.width, result.height]).toEqual([expect.closeTo(80, 12), expect.closeTo(10, 12)]);
  });

  it("does not grow beyond all bounds", () => {
    const { width } = applyDeltas(box, { x: 0, y: 0, width: 1000, height: 0 }, none);
    expect(width).toBe(40 * mostGrowth);
  });
});
