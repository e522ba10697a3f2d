import { describe, expect, it } from "vitest";
import { fitsIn, memoryBudget } from "../../../../src-main/analysis/subject/memory.ts";
import { loadModel } from "../../../../src-main/analysis/models/model.ts";

describe("memoryBudget", () => {
  it("is what was asked for, else between 128 MB and 1 GB", () => {
    expect(memoryBudget(5e9)).toBe(5e9);
    expect(memoryBudget()).toBeGreaterThanOrEqual(128 * 2 ** 20);
    expect(memoryBudget()).toBeLessThanOrEqual(1e9);
  });
});

describe("fitsIn", () => {
  it("takes no more pixels than the budget holds, nor than one of the engine's tensors", async () => {
    const model = await loadModel("models/lenet-digits");
    const square = (side: number) => ({ width: side, height: side });
    expect(fitsIn(model, 1, 1e9)(square(1024))).toBe(true);
    expect(fitsIn(model, 1, 1e9)(square(2048))).toBe(false);
    expect(fitsIn(model, 1, 4e9)(square(2048))).toBe(true);
    expect(fitsIn(model, 1, Infinity)(square(200_000))).toBe(false);
  });
});
