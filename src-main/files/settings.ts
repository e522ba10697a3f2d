/** @file The user's settings: one file for all windows, in the user's folder. */
import { join } from "node:path";
import { parse } from "../../src-core/contract/parse.ts";
import type { Settings, SettingsChange } from "../../src-core/contract/settings.ts";
import { settings, withChange } from "../../src-core/contract/settings.ts";
import type { TellState } from "./kept-file.ts";
import { KeptFile } from "./kept-file.ts";
import { userFolder } from "./user-folder.ts";
import type { KeptFormat } from "./versioned.ts";

const format: KeptFormat<Settings> = {
  // What somebody writes by hand needs no number.
  migrations: [(old) => old],
  // What another build of the same version keeps there, too, is kept.
  schema: settings.loose(),
  initial: {},
};

export class KeptSettings {
  private readonly file: KeptFile<Settings>;

  constructor(tell: TellState, path = join(userFolder(), "settings.json")) {
    this.file = new KeptFile(path, format, tell);
  }

  get(): Settings {
    return settings.parse(this.file.read());
  }

  /** @returns all of them @throws UserError where they cannot be written, or are too many */
  change(change: SettingsChange): Settings {
    const made = this.file.change((now) => {
      const next = withChange(now, change);
      // Each change may be small, and all of them together more than the next start would read.
      parse(settings, next, "settings", "invalid-request");
      return next;
    });
    return settings.parse(made);
  }
}
