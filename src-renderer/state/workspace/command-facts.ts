/** @file What of the window's state decides which commands can be used. */
import type { CommandFacts } from "../../presentation/command-availability.ts";
import { hasBaseline } from "../../presentation/has-baseline.ts";
import { anyExtrapolated } from "../../presentation/measured-times.ts";
import type { ModelSummary, OpenedImage } from "../../../src-core/contract/api.ts";
import type { AnalysisRun } from "../analysis/analysis-run.svelte.ts";
import type { Batches } from "../batch/batches.svelte.ts";
import type { DisplayedImage } from "./displayed-image.svelte.ts";
import type { Help } from "./help.svelte.ts";

/** The parts of a workspace that count. */
interface Seen {
  readonly run: AnalysisRun | null;
  readonly image: OpenedImage | null;
  readonly model: ModelSummary | null;
  readonly displayed: DisplayedImage;
  readonly batches: Pick<Batches, "screen">;
  readonly places: { readonly current: string };
  readonly help: Pick<Help, "isGone">;
  readonly isDialogOpen: boolean;
}

export function commandFacts(workspace: Seen): CommandFacts {
  const { run, image, displayed, model, batches, places, help } = workspace;
  const { result } = run ?? {};
  return {
    dialog: workspace.isDialogOpen,
    table: batches.screen === "table",
    elsewhere: places.current !== "work",
    image: !image
      ? "none"
      : displayed.ready
        ? "shown"
        : displayed.preparing.running
          ? "preparing"
          : "loading",
    map: Boolean(run?.placement),
    pass: run?.pass.status ?? "none",
    resumable: (run?.stoppedShare ?? null) !== null,
    measuring: run?.measuring ?? null,
    hasBaseline: !model || hasBaseline(model.head),
    sampled: result ? anyExtrapolated(result) : false,
    measured: result?.timings.window !== undefined,
    found: run?.detections.shown.length ?? 0,
    appEnded: help.isGone,
  };
}
