/** @file What the user chose once and finds again the next time, in whichever window. */
import { z } from "zod";
import { requestedDevice } from "./devices.ts";

export const locales = ["en", "zh"] as const;
export const themes = ["auto", "light", "dark"] as const;
export const colorMapNames = ["viridis", "magma", "turbo"] as const;

/** Ways of looking at the heat-map: over the image, beside it, wiped over it, and in turns with it. */
export const heatLooks = ["overlay", "side", "swipe", "blink"] as const;

/** Megabytes that one tile of the pass may need. */
export const tileMemorySizes = ["auto", 256, 512, 1024, 2048, 4096] as const;

export type Theme = (typeof themes)[number];
export type ColorMapName = (typeof colorMapNames)[number];
export type HeatLook = (typeof heatLooks)[number];
export type TileMemory = (typeof tileMemorySizes)[number];

const share = z.number().min(0).max(1);
const id = z.string().max(200);

/** By the ids of models; some of them may be gone. */
const shares = z
  .record(id, share)
  .refine((all) => Object.keys(all).length <= 5000, { message: "more than 5000 models" });

/** `GET /api/settings`: what was chosen; the rest is the window's own. */
export const settings = z
  .object({
    locale: z.enum(locales),
    theme: z.enum(themes),
    /** Id of the network that was looked through last. */
    model: id,
    colorMap: z.enum(colorMapNames),
    /** Of the heat-map. */
    opacity: share,
    look: z.enum(heatLooks),
    /** Whether the scale of its colours lies on the image. */
    legend: z.boolean(),
    thresholds: shares,
    overlaps: shares,
    /** Whether detections are drawn as boxes. */
    boxes: z.boolean(),
    /** Whether the baseline runs as soon as the pass is done. */
    measureAtOnce: z.boolean(),
    memory: z.literal(tileMemorySizes),
    device: requestedDevice,
  })
  .partial();

/** By the ids of models, those that changed alone; null takes one away. */
const changedShares = z.record(id, share.nullable()).optional();

/** `PATCH /api/settings`: what changed; answers with all of them. @see settings */
export const settingsChange = z.strictObject({
  ...settings.shape,
  thresholds: changedShares,
  overlaps: changedShares,
});

export type Settings = z.infer<typeof settings>;
export type SettingsChange = z.infer<typeof settingsChange>;

/** @returns the settings with the change: of what is kept for each model, what it does not name stays */
export function withChange<T extends Settings>(now: T, change: SettingsChange): T {
  const { thresholds, overlaps, ...others } = change;
  return {
    ...now,
    ...others,
    ...(thresholds && { thresholds: merged(now.thresholds, thresholds) }),
    ...(overlaps && { overlaps: merged(now.overlaps, overlaps) }),
  };
}

function merged(
  now: Readonly<Record<string, number>> = {},
  change: Readonly<Record<string, number | null>>,
): Record<string, number> {
  const all = Object.entries({ ...now, ...change });
  return Object.fromEntries(all.flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
}
