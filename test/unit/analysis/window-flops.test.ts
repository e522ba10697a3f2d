import { expect, it } from "vitest";
import { loadModel } from "../../../src-main/analysis/models/model.ts";

it("a window costs the same, whatever the distance of the windows", async () => {
  const native = await loadModel("models/lenet-digits");
  const dense = await loadModel("models/lenet-digits", 1);
  expect(native.windowFlops).toBeGreaterThan(1e5);
  expect(dense.windowFlops).toBe(native.windowFlops);
});
