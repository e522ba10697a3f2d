/** @file The network that a device is tried with: a model's pass on one window. */
import { halfPrecision, tolerance } from "../../../src-core/network/properties/tolerance.ts";
import type { DueTrial } from "../../engine/devices/devices.ts";
import type { TrialNetwork } from "../../engine/trial.ts";
import type { LoadedModel } from "../models/model.ts";
import { halfPassNetwork, passNetwork } from "./sessions.ts";

/** What a trial is remembered by; it changes with all that its network is made of. */
export const trialKey = (content: string, channels: 1 | 3, half: boolean): string =>
  `${content} ${channels}${half ? " half" : ""}`;

export const dueTrial = (model: LoadedModel, channels: 1 | 3, half: boolean): DueTrial => ({
  key: trialKey(model.content, channels, half),
  make: () => Promise.resolve(trialNetwork(model, channels, half)),
});

/** @returns null where the network has no half precision */
export const trialNetwork = (
  model: LoadedModel,
  channels: 1 | 3,
  half: boolean,
): TrialNetwork | null =>
  half ? halfPrecisionNetwork(model, channels) : singlePrecisionNetwork(model, channels);

function singlePrecisionNetwork(model: LoadedModel, channels: 1 | 3): TrialNetwork {
  const network = passNetwork(model, channels);
  const { window, classifier } = model.surgery;
  return { network, window, channels, tolerance: tolerance(classifier.model) };
}

/** Next to single precision on the CPU. */
function halfPrecisionNetwork(model: LoadedModel, channels: 1 | 3): TrialNetwork | null {
  const network = halfPassNetwork(model, channels);
  const { window } = model.surgery;
  return (
    network && {
      network,
      window,
      channels,
      reference: passNetwork(model, channels),
      tolerance: halfPrecision,
    }
  );
}
