import { describe, expect, it } from "vitest";
import { checkMemory } from "../../../src-main/analysis/memory.ts";
import { loadModel } from "../../../src-main/analysis/model.ts";

describe("checkMemory", () => {
  it("refuses what cannot fit in one piece, with the numbers, before it is tried", async () => {
    const model = await loadModel("models/lenet-digits");
    const image = (side: number) => ({
      ...{ width: side, height: side, channels: 1 as const, data: new Uint8Array() },
    });
    expect(() => {
      checkMemory(model, image(280));
    }).not.toThrow();
    // More values in the first layer than one of the engine's tensors may have, whatever the machine.
    expect(() => {
      checkMemory(model, image(200_000));
    }).toThrow(/image 200000×200000 needs about \d+\.\d GB in one piece, \d+\.\d GB are free/);
  });
});
