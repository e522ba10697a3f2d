/** @file Tells the host what changed of the settings: one request at a time, and of what changes meanwhile the last. */
import type { Settings, SettingsChange } from "../../../src-core/contract/settings.ts";
import { saveSettings } from "../../host/settings.ts";

export class SettingsSaver {
  private readonly onFailure: (cause: unknown) => void;
  /** As they are, but for what the host has not heard of. */
  private known: Settings | null = null;
  private unsent: SettingsChange = {};
  private sending = false;
  private isTold = false;
  private onKept: () => void = () => undefined;

  /** @param onFailure is told once, until something could be kept again */
  constructor(onFailure: (cause: unknown) => void) {
    this.onFailure = onFailure;
  }

  /**
   * @param known what needs no saving: what the host has, and what nobody has chosen
   * @param onKept hears when all the rest is kept
   */
  begin(known: Settings, onKept = this.onKept): void {
    this.known = known;
    this.onKept = onKept;
  }

  /** @param all as they are now */
  save(all: Settings): void {
    // Before it is known what the host has, nothing may be written over it.
    if (!this.known) return;
    const change = changeBetween(this.known, all);
    this.known = all;
    if (Object.keys(change).length === 0) return;
    this.unsent = joined(this.unsent, change);
    void this.send();
  }

  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    while (Object.keys(this.unsent).length > 0) {
      const change = this.unsent;
      this.unsent = {};
      try {
        await saveSettings(change);
        this.isTold = false;
        this.onKept();
      } catch (cause) {
        const isOver = Object.keys(this.unsent).length === 0;
        this.unsent = joined(change, this.unsent);
        if (!this.isTold) this.onFailure(cause);
        this.isTold = true;
        // With what is chosen next it is tried again.
        if (isOver) break;
      }
    }
    this.sending = false;
  }
}

/** Of what is kept for each model, what changed alone: another window may keep it for another one. */
function changeBetween(before: Settings, now: Settings): SettingsChange {
  const { thresholds = {}, overlaps = {}, ...others } = now;
  const changed = Object.entries(others).filter(
    ([name, value]) => value !== before[name as keyof typeof others],
  );
  const changes = {
    thresholds: changedShares(before.thresholds, thresholds),
    overlaps: changedShares(before.overlaps, overlaps),
  };
  const kept = Object.entries(changes).filter(([, change]) => Object.keys(change).length > 0);
  return { ...Object.fromEntries(changed), ...Object.fromEntries(kept) };
}

function changedShares(
  before: Readonly<Record<string, number>> = {},
  now: Readonly<Record<string, number>>,
): Record<string, number | null> {
  const gone = Object.keys(before).filter((id) => !Object.hasOwn(now, id));
  const set = Object.entries(now).filter(([id, value]) => before[id] !== value);
  return Object.fromEntries([...gone.map((id) => [id, null] as const), ...set]);
}

function joined(first: SettingsChange, next: SettingsChange): SettingsChange {
  const all = { ...first, ...next };
  for (const name of ["thresholds", "overlaps"] as const)
    if (first[name] && next[name]) all[name] = { ...first[name], ...next[name] };
  return all;
}
