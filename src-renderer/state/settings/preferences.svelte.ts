/** @file What the user chose once and finds again the next time. */
import { z } from "zod";
import { colorMapNames } from "../../../src-core/overlay/colormap.ts";
import type { RequestedDevice } from "../../../src-core/contract/devices.ts";
import { requestedDevice } from "../../../src-core/contract/devices.ts";
import { locales, preferredLocale } from "../../i18n/index.ts";

export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Megabytes that one tile of the pass may need. */
export const tileMemorySizes = ["auto", 256, 512, 1024, 2048, 4096] as const;
export type TileMemory = (typeof tileMemorySizes)[number];

const key = "fullconv.preferences";
const share = z.number().min(0).max(1);

const stored = z
  .object({
    locale: z.enum(locales),
    theme: z.enum(themes),
    model: z.string(),
    colorMap: z.enum(colorMapNames),
    opacity: share,
    thresholds: z.record(z.string(), share),
    overlaps: z.record(z.string(), share),
    boxes: z.boolean(),
    measureAtOnce: z.boolean(),
    memory: z.literal(tileMemorySizes),
    device: requestedDevice,
  })
  .partial();

export class Preferences {
  locale = $state(preferredLocale(navigator.languages));
  theme = $state<Theme>("auto");
  /** Id of the network that was looked through last; whoever comes anew begins with the one that teaches best. */
  model = $state("lenet-digits");
  colorMap = $state<(typeof colorMapNames)[number]>("viridis");
  /** Of the heat-map, 0…1. */
  opacity = $state(0.85);
  /** The lowest score that is shown and detected, 0…1, of the models for which the user has set one. */
  thresholds = $state.raw<Readonly<Record<string, number>>>({});
  /** The most overlap of two boxes, alike. */
  overlaps = $state.raw<Readonly<Record<string, number>>>({});
  /** Whether detections are drawn as boxes. */
  boxes = $state(true);
  /** Whether the baseline runs as soon as the pass is done. */
  measureAtOnce = $state(true);
  /** For the next pass. */
  memory = $state<TileMemory>("auto");
  /** What the network runs on. */
  device = $state<RequestedDevice>("auto");

  constructor() {
    Object.assign(this, read());
  }

  get memoryBytes(): number | null {
    return this.memory === "auto" ? null : this.memory * 2 ** 20;
  }

  /** To be called in an effect: it reads every field, so that each change is kept. */
  save(): void {
    const { locale, theme, colorMap, opacity, thresholds, overlaps, boxes } = this;
    const { model, measureAtOnce, memory, device } = this;
    const shown = { locale, theme, colorMap, opacity, thresholds, overlaps, boxes };
    const fields = { ...shown, model, measureAtOnce, memory, device };
    try {
      localStorage.setItem(key, JSON.stringify(fields));
    } catch {
      // Without storage (a private window) the choice holds until the window closes.
    }
  }
}

function read(): z.infer<typeof stored> {
  try {
    return stored.parse(JSON.parse(localStorage.getItem(key) ?? "{}"));
  } catch {
    return {}; // of an older version, or damaged: the defaults are as good
  }
}
