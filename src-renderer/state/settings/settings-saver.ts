/** @file Tells the host what changed of the settings: one request at a time, and of what changes meanwhile the last. */
import type { Settings } from "../../../src-core/contract/settings.ts";
import { saveSettings } from "../../host/settings.ts";

export class SettingsSaver {
  private readonly onFailure: (cause: unknown) => void;
  /** As they are, but for what the host has not heard of. */
  private known: Readonly<Record<string, string>> | null = null;
  private unsent: Settings = {};
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
    this.known = written(known);
    this.onKept = onKept;
  }

  /** @param all as they are now */
  save(all: Settings): void {
    // Before it is known what the host has, nothing may be written over it.
    if (!this.known) return;
    const now = written(all);
    const { known } = this;
    const changed = Object.entries(all).filter(([name]) => now[name] !== known[name]);
    this.known = now;
    if (changed.length === 0) return;
    this.unsent = { ...this.unsent, ...Object.fromEntries(changed) };
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
        this.unsent = { ...change, ...this.unsent };
        if (!this.isTold) this.onFailure(cause);
        this.isTold = true;
        // With what is chosen next it is tried again.
        if (isOver) break;
      }
    }
    this.sending = false;
  }
}

const written = (all: Settings): Record<string, string> =>
  Object.fromEntries(Object.entries(all).map(([name, value]) => [name, JSON.stringify(value)]));
