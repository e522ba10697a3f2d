/** @file What the user chose once and finds again the next time, in whichever window: the host keeps it. */
import type {
  ColorMapName,
  HeatLook,
  Settings,
  Theme,
  TileMemory,
} from "../../../src-core/contract/settings.ts";
import type { RequestedDevice } from "../../../src-core/contract/devices.ts";
import { usualOpacity } from "../../../src-core/overlay/paint.ts";
import { loadSettings } from "../../host/settings.ts";
import { preferredLocale } from "../../i18n/index.ts";
import { forgetEarlier, readEarlier } from "./earlier-preferences.ts";
import { SettingsSaver } from "./settings-saver.ts";

type Fields = Required<{ [K in keyof Settings]: NonNullable<Settings[K]> }>;

export class Preferences {
  locale = $state(preferredLocale(navigator.languages));
  theme = $state<Theme>("auto");
  /** Id of the network that was looked through last; whoever comes anew begins with the one that teaches best. */
  model = $state("lenet-digits");
  colorMap = $state<ColorMapName>("viridis");
  /** Of the heat-map, 0…1. */
  opacity = $state(usualOpacity);
  look = $state<HeatLook>("overlay");
  /** Whether the scale of the colours lies on the image. */
  legend = $state(true);
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
  private readonly onFailure: (cause: unknown) => void;
  private readonly saver: SettingsSaver;

  /** @param onFailure is told where they cannot be read, and once where they cannot be kept */
  constructor(onFailure: (cause: unknown) => void) {
    this.onFailure = onFailure;
    this.saver = new SettingsSaver(onFailure);
  }

  /** To be awaited before the window is shown: it begins as it was left. */
  async load(): Promise<void> {
    const earlier = readEarlier();
    try {
      const kept = await loadSettings();
      Object.assign(this, earlier, kept);
      // What an earlier version kept in the browser goes to the host with the first `save`.
      const moved = Object.keys(earlier).filter((name) => !Object.hasOwn(kept, name));
      const known = Object.entries(this.fields).filter(([name]) => !moved.includes(name));
      this.saver.begin(Object.fromEntries(known), forgetEarlier);
      if (moved.length === 0) forgetEarlier();
    } catch (cause) {
      Object.assign(this, earlier);
      this.saver.begin(this.fields);
      this.onFailure(cause);
    }
  }

  get memoryBytes(): number | null {
    return this.memory === "auto" ? null : this.memory * 2 ** 20;
  }

  /** To be called in an effect: it reads every field, so that each change is kept. */
  save(): void {
    this.saver.save(this.fields);
  }

  private get fields(): Fields {
    const { locale, theme, colorMap, opacity, thresholds, overlaps, boxes } = this;
    const { look, legend, model, measureAtOnce, memory, device } = this;
    const shown = { look, legend, locale, theme, colorMap, opacity, thresholds, overlaps, boxes };
    return { ...shown, model, measureAtOnce, memory, device };
  }
}
