/** @file One drawn network in every way the app has, against bare ONNX Runtime: what came of it. */
import { writeModel } from "../../../src-core/network/onnx/model.ts";
import { reason } from "../../../src-main/reason.ts";
import { seeded } from "../random.ts";
import { apart, noisyPicture, threeWays } from "../equality/three-ways.ts";
import { generated } from "./index.ts";

export type Outcome =
  | { readonly kind: "equal"; readonly class: string }
  /** The pass is not the windows', and the result says so. */
  | { readonly kind: "told"; readonly class: string }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "wrong"; readonly what: string };

const bound = 1e-4;

export async function trial(seed: number): Promise<Outcome> {
  const { model, window, channels } = generated(seed);
  const picture = noisyPicture(window.width + 7, window.height + 5, channels, seeded(seed + 1));
  try {
    const ways = await threeWays(writeModel(model), picture, { window });
    const { fcn, window: windows, both, bare } = ways;
    const own = apart(windows.map, bare).share;
    if (!(own <= bound)) return { kind: "wrong", what: `its windows are ${own} apart` };
    const { equality } = both.result;
    const pass = Math.max(apart(fcn.map, bare).share, apart(both.map, bare).share);
    const kind = equality?.class ?? "unknown";
    if (pass <= bound) return { kind: "equal", class: kind };
    const measured = equality?.maxAbsDiff ?? 0;
    const { difference } = apart(fcn.map, bare);
    const isTold = kind !== "exact" && Math.abs(measured - difference) <= 0.01 * difference + bound;
    return isTold
      ? { kind: "told", class: kind }
      : { kind: "wrong", what: `its pass is ${pass} apart, ${kind}, measured ${measured}` };
  } catch (cause) {
    return { kind: "refused", reason: reason(cause).replace(/^.*model\.onnx: /, "") };
  }
}
