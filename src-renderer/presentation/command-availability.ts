/** @file Which commands can be used, and why the others cannot: one place for buttons, keys and menus. */

/** Why a command cannot be used. */
export const commandReasons = [
  "dialog",
  "elsewhere",
  "table",
  "no-image",
  "preparing",
  "no-map",
  "no-result",
  "pass-runs",
  "pass-unfinished",
  "baseline-runs",
  "repetition-runs",
  "comparison-runs",
  "no-baseline",
  "not-sampled",
  "not-measured",
  "nothing-found",
  "nothing-runs",
  "nothing-stopped",
  "app-ended",
] as const;
export type CommandReason = (typeof commandReasons)[number];

/** What a command's use depends on. */
export interface CommandFacts {
  /** Whether a dialog has the window to itself, and whether a batch's table hides the image. */
  readonly dialog: boolean;
  readonly table: boolean;
  /** Whether another page than that of the image is shown. */
  readonly elsewhere: boolean;
  readonly image: "none" | "loading" | "preparing" | "shown";
  /** Whether there is something of the map to look at. */
  readonly map: boolean;
  readonly pass: "none" | "idle" | "running" | "done" | "stopped" | "failed";
  /** Whether a pass was stopped that can go on. */
  readonly resumable: boolean;
  /** What else of the image is being measured. */
  readonly measuring: "baseline" | "repetition" | "devices" | null;
  /** Whether the network has windows that the pass could be compared with. */
  readonly hasBaseline: boolean;
  /** Whether a comparison is there that was measured on a sample. */
  readonly sampled: boolean;
  /** Whether pass and windows were compared. */
  readonly measured: boolean;
  readonly found: number;
  /** Whether the host no longer answers. */
  readonly appEnded: boolean;
}

export const commandNames = [
  "overlay",
  "boxes",
  "previous",
  "next",
  "zoom-in",
  "zoom-out",
  "fit",
  "continue",
  "again",
  "repeat",
  "measure",
  "measure-full",
  "compare-devices",
  "race",
  "export",
  "export-analysis",
  "copy-command",
  "stop",
  "diagnostics",
] as const;
export type CommandName = (typeof commandNames)[number];

/** Null for what can be used. */
export type CommandAvailability = Readonly<Record<CommandName, CommandReason | null>>;

const measures = {
  baseline: "baseline-runs",
  repetition: "repetition-runs",
  devices: "comparison-runs",
} as const;

export function commandAvailability(facts: CommandFacts): CommandAvailability {
  const { dialog, table, image, map, pass, measuring, hasBaseline, sampled, found } = facts;
  const away: CommandReason | null = facts.elsewhere ? "elsewhere" : table ? "table" : null;
  const hidden: CommandReason | null = dialog ? "dialog" : away;
  const noImage: CommandReason | null = image === "none" ? "no-image" : null;
  const unseen = hidden ?? noImage ?? (image === "shown" ? null : "preparing");
  const unmapped = hidden ?? noImage ?? (map ? null : "no-map");
  const busy = measuring && measures[measuring];
  const ended: CommandReason | null = facts.appEnded ? "app-ended" : null;
  const passed: CommandReason | null =
    pass === "done"
      ? null
      : pass === "running"
        ? "pass-runs"
        : pass === "stopped" || pass === "failed"
          ? "pass-unfinished"
          : "no-result";
  const twin: CommandReason | null = hasBaseline ? null : "no-baseline";
  const measurable = hidden ?? ended ?? noImage ?? passed ?? busy;
  const browsable = unmapped ?? (found > 0 ? null : "nothing-found");
  return {
    overlay: unmapped,
    boxes: unmapped,
    previous: browsable,
    next: browsable,
    "zoom-in": unseen,
    "zoom-out": unseen,
    fit: unseen,
    continue: hidden ?? ended ?? noImage ?? (facts.resumable ? busy : "nothing-stopped"),
    again: hidden ?? ended ?? unseen ?? (pass === "running" ? "pass-runs" : busy),
    repeat: measurable,
    measure: twin ?? measurable,
    "measure-full": twin ?? measurable ?? (sampled ? null : "not-sampled"),
    "compare-devices": twin ?? measurable,
    race: twin ?? measurable ?? (facts.measured ? null : "not-measured"),
    export: unmapped,
    "export-analysis": noImage ?? passed,
    "copy-command": hidden ?? noImage,
    stop:
      hidden ??
      noImage ??
      (pass === "running" || busy !== null || image === "preparing" ? null : "nothing-runs"),
    diagnostics: dialog ? "dialog" : null,
  };
}
