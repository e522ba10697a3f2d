/** @file The first line of every file that a batch goes on from: of which version it is, and with which settings it was begun. */
import { z } from "zod";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { BatchSettings } from "./settings.ts";
import { batchSettings, differences, isUnsure } from "./settings.ts";

const version = 1;

const marked = z.looseObject({ type: z.literal("batch"), version: z.unknown(), app: z.unknown() });
const whole = z.looseObject({ settings: batchSettings });

/** What a torn first line of ours begins with, or a crash leaves in its place. */
const start = '{"type":"batch"';
const isOurs = (torn: string): boolean =>
  /^\0*$/.test(torn) || torn.startsWith(start) || start.startsWith(torn);

const instead = "take another folder for the results, or delete this file to begin anew";

/** The first line of a new file. @param app its version */
export const headerOf = (settings: BatchSettings, app: string): object => ({
  type: "batch",
  version,
  app,
  settings,
});

/** Looks at the lines of a file, in their order, for what they say of the run. */
export class HeaderCheck {
  private readonly path: string;
  private lines = 0;
  private settings: BatchSettings | null = null;
  /** Version of the Fullconv that began the file, as it says. */
  app: string | null = null;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * @param value of a line; undefined where it is no JSON
   * @returns whether it was a head @throws UserError for a first line that is none, or a later one of another run
   */
  take(value: unknown): boolean {
    const isFirst = this.lines++ === 0;
    const { success, data } = marked.safeParse(value);
    if (!success) {
      if (isFirst)
        throw this.refused(`does not begin with the settings of its run: it may be of another one`);
      return false;
    }
    if (data.version !== version) {
      const by = typeof data.app === "string" ? ` by Fullconv ${data.app}` : "";
      throw this.refused(
        `was written${by} in version ${String(data.version)} of its format, and version ${version} is read here`,
      );
    }
    const { settings } = parse(whole, value, `${this.path}: line ${this.lines}`, "invalid-request");
    if (this.settings) {
      const told = differences(this.settings, settings);
      if (told.length > 0) throw this.refused(`holds two runs (${told.join("; ")})`);
    }
    if (!this.settings && typeof data.app === "string") this.app = data.app;
    this.settings ??= settings;
    return true;
  }

  /**
   * When all lines were seen, before anything is written.
   * @param torn the beginning of what follows the last whole line
   * @throws UserError for a file that is not ours, or was begun with other settings
   */
  demand(now: BatchSettings, torn: Buffer): void {
    if (this.settings) {
      if (isUnsure(this.settings, now))
        throw this.refused(
          `was begun${this.app === null ? "" : ` by Fullconv ${this.app}`} without a note of its card and weights, so that nobody can say whether they are the same`,
        );
      const told = differences(this.settings, now);
      if (told.length > 0)
        throw new UserError(
          "invalid-request",
          `${this.path}: was begun otherwise (${told.join("; ")}): repeat those settings, or name another folder for the results`,
        );
    } else if (!isOurs(torn.toString("latin1"))) throw this.refused("is no journal of Fullconv's");
  }

  /** Whether the head is still to be written, in a file that is new. */
  get isMissing(): boolean {
    return this.settings === null;
  }

  /** @param what is wrong with the file */
  refused(what: string): UserError {
    return new UserError("invalid-request", `${this.path}: ${what}: ${instead}`);
  }
}
