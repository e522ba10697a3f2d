/** @file A small network for devices to run, and noise for it to look at. */
import { randomNumbers } from "../../../src-core/random.ts";
import { loadModel } from "../../../src-main/analysis/models/model.ts";
import { passNetwork } from "../../../src-main/analysis/sessions/sessions.ts";
import type { Pixels } from "../../../src-main/engine/engine.ts";

export const model = await loadModel("models/lenet-digits");
export const network = passNetwork(model, 1);
export const probe = {
  network,
  window: { width: 28, height: 28 },
  channels: 1,
  tolerance: 1e-4,
} as const;

export function noise(side: number): Pixels {
  const uniform = randomNumbers(side);
  const pixels = Uint8Array.from({ length: side * side }, () => uniform() * 256);
  return { data: pixels, batch: 1, width: side, height: side, channels: 1 };
}
